import { sendEvent } from '../delivery/send-event.ts';
import { own } from '../state/own.ts';
import type { Person } from '../state/state.ts';
import { tsNow } from '../web-api/answers.ts';
import { userAnswer } from '../web-api/user-answer.ts';
import type { World } from '../world.ts';

/** Somebody new comes to the workspace: the app gets team_join. */
export function addPerson(world: World, person: Person): void {
  world.state.people[person.id] = person;
  world.changed();
  sendEvent(world, 'team_join', { type: 'team_join', user: userAnswer(world, person), event_ts: tsNow(world) });
}

/** Somebody is renamed, moves to another zone, is deactivated …: the app gets user_change. */
export function changePerson(world: World, id: string, change: Partial<Omit<Person, 'id'>>): void {
  const person = own(world.state.people, id);
  if (!person) throw new Error(`nobody has the id ${id}`);
  Object.assign(person, change);
  world.changed();
  sendEvent(world, 'user_change', { type: 'user_change', user: userAnswer(world, person), event_ts: tsNow(world) });
}
