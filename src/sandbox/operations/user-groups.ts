import { sendEvent } from '../delivery/send-event.ts';
import { newId } from '../state/ids.ts';
import type { Stamp, UserGroup } from '../state/state.ts';
import { tsNow } from '../web-api/answers.ts';
import { userGroupAnswer } from '../web-api/user-group-answer.ts';
import type { World } from '../world.ts';

type Words = Pick<UserGroup, 'name' | 'handle' | 'description' | 'channels'>;

/** Makes a group of people, empty at first; the app hears of it. */
export function createUserGroup(world: World, words: Words, by: string): UserGroup {
  const stamp = stampOf(world, by);
  const group: UserGroup = { id: newId('S'), ...words, users: [], created: stamp, updated: stamp };
  world.state.userGroups[group.id] = group;
  world.changed();
  announce(world, 'subteam_created', group);
  return group;
}

export function changeUserGroup(world: World, group: UserGroup, change: Partial<Words>, by: string): void {
  Object.assign(group, change, { updated: stampOf(world, by) });
  world.changed();
  announce(world, 'subteam_updated', group);
}

/** Switched off, a group keeps its people but can no longer be mentioned. */
export function switchUserGroup(world: World, group: UserGroup, on: boolean, by: string): void {
  const stamp = stampOf(world, by);
  if (on) delete group.disabled;
  else group.disabled = stamp;
  changeUserGroup(world, group, {}, by);
}

/** Replaces the whole list of people. */
export function setPeopleOfGroup(world: World, group: UserGroup, users: readonly string[], by: string): void {
  const before = group.users;
  const beforeAt = group.updated.at;
  group.users = [...users];
  changeUserGroup(world, group, {}, by);
  const added = users.filter((user) => !before.includes(user));
  const removed = before.filter((user) => !users.includes(user));
  if (added.length + removed.length === 0) return;
  sendEvent(world, 'subteam_members_changed', {
    type: 'subteam_members_changed',
    subteam_id: group.id,
    team_id: world.state.workspace.id,
    date_previous_update: beforeAt,
    date_update: group.updated.at,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
    event_ts: tsNow(world),
  });
}

function announce(world: World, type: 'subteam_created' | 'subteam_updated', group: UserGroup): void {
  sendEvent(world, type, { type, subteam: userGroupAnswer(world, group), event_ts: tsNow(world) });
}

function stampOf(world: World, by: string): Stamp {
  return { by, at: Math.floor(world.now().getTime() / 1000) };
}
