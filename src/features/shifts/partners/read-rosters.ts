import { lookAround, looksAtWholeTeam } from '../roster/look-around.ts';
import { readPeople } from '../roster/read-people.ts';
import { idsIn } from '../roster/ids-in.ts';
import { membersOf } from '../roster/read-roster.ts';
import { isOneOf, readShifts } from '../roster/read-shifts.ts';
import { readTimelines } from '../roster/read-timelines.ts';
import { indexRoster } from '../rules/index-roster.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster, Shift } from '../rules/roster.ts';
import { hullOf } from './audience.ts';
import type { Inquiry } from './inquiry.ts';

type People = Roster['people'];

/** The giver and these people: the shifts of the giver as far around as rules look, of the others what they work meanwhile. */
export async function glanceAt(inquiry: Inquiry, people: readonly string[]): Promise<Roster> {
  const { tx, ctx, given, around, policies } = inquiry;
  const meanwhile = { from: given.start, to: given.end };
  const [facts, ...read] = await Promise.all([
    peopleIn(inquiry, people),
    readShifts(tx, ctx, lookAround(around, policies.near), isOneOf([given.person ?? ''])),
    readShifts(tx, ctx, meanwhile, isOneOf(people)),
  ]);
  return assembled(inquiry, facts, read.flat());
}

interface Around {
  readonly facts: People;
  readonly people: readonly string[];
  readonly answers: readonly Shift[];
  readonly policy: Policy;
  /** It asks for nothing but what is worked on weekends. */
  readonly isWeekendsOnly?: boolean;
}

/**
 * The giver and these people with all that the rules of the policy look at when answers of theirs change hands. Where a
 * rule asks who else of the team is there: with the whole team.
 */
export async function rosterAround(
  inquiry: Inquiry,
  { facts, people, answers, policy, isWeekendsOnly = false }: Around,
): Promise<Roster> {
  const { tx, ctx, given, zone } = inquiry;
  const moving = [given, ...answers];
  const within = lookAround(hullOf(moving), policy);
  if (looksAtWholeTeam(policy)) {
    const team = await peopleIn(inquiry, people, policy);
    return assembled(inquiry, team, await readShifts(tx, ctx, within, isOneOf([...team.keys()])));
  }
  const everybody = [...people, given.person ?? ''];
  const staying = await readTimelines(tx, ctx, within, { people: everybody, zone, isWeekendsOnly });
  return assembled(inquiry, facts, [...answers, ...without(staying, moving)]);
}

/** Those that are none of the others: nobody starts two shifts at once. */
function without(shifts: readonly Shift[], others: readonly Shift[]): readonly Shift[] {
  const starts = new Map<string | null, Set<number>>();
  for (const { person, start } of others) starts.set(person, (starts.get(person) ?? new Set()).add(start));
  return shifts.filter(({ person, start }) => !starts.get(person)?.has(start));
}

/** Everything about these people, ids included, as far around as a policy looks. */
export async function wholeRosterOf(inquiry: Inquiry, people: readonly string[], policy: Policy): Promise<Roster> {
  const { tx, ctx, given, around } = inquiry;
  const facts = await peopleIn(inquiry, people, policy);
  const named = looksAtWholeTeam(policy) ? [...facts.keys()] : [...people, given.person ?? ''];
  return assembled(inquiry, facts, await readShifts(tx, ctx, lookAround(around, policy), isOneOf(named)));
}

async function peopleIn(inquiry: Inquiry, people: readonly string[], policy?: Policy): Promise<People> {
  const { tx, ctx, teamId, zone, given, around } = inquiry;
  const named = given.person === null ? people : [...people, given.person];
  const who = looksAtWholeTeam(policy) ? membersOf(ctx, teamId, named) : idsIn(named);
  return readPeople(tx, ctx, { who, zone, within: around });
}

/** An open shift is nobody's, so it was not read. */
function assembled({ ctx, zone, given }: Inquiry, people: People, read: readonly Shift[]): Roster {
  const all = read.some(({ id }) => id === given.id) ? read : [...read, given];
  return indexRoster({ zone, now: ctx.clock.now().getTime(), people: people.values(), shifts: all });
}
