import { type SQL, sql } from 'drizzle-orm';
import { lookAround, looksAtWholeTeam } from '../roster/look-around.ts';
import { readPeople } from '../roster/read-people.ts';
import { idsIn, membersOf } from '../roster/read-roster.ts';
import { readShifts } from '../roster/read-shifts.ts';
import { readTimelines } from '../roster/read-timelines.ts';
import { indexRoster } from '../rules/index-roster.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster, Shift } from '../rules/roster.ts';
import { hull } from './audience.ts';
import type { Inquiry } from './inquiry.ts';

type People = Roster['people'];

/** The giver and these people: the shifts of the giver as far around as rules look, of the others what they work meanwhile. */
export async function glanceAt(inquiry: Inquiry, people: readonly string[]): Promise<Roster> {
  const { tx, ctx, given, around, policies } = inquiry;
  const meanwhile = { from: given.start, to: given.end };
  const [facts, ...read] = await Promise.all([
    peopleIn(inquiry, people),
    readShifts(tx, ctx, lookAround(around, policies.near), ofThese([given.person ?? ''])),
    readShifts(tx, ctx, meanwhile, ofThese(people)),
  ]);
  return assembled(inquiry, facts, read.flat());
}

/**
 * The giver and these people with all that the rules of the policy look at when answers of theirs change hands. Where a
 * rule asks who else of the team is there: with the whole team.
 */
export async function rosterAround(
  inquiry: Inquiry,
  {
    facts,
    people,
    answers,
    policy,
  }: { facts: People; people: readonly string[]; answers: readonly Shift[]; policy: Policy },
): Promise<Roster> {
  const { tx, ctx, given, zone } = inquiry;
  const moving = [given, ...answers];
  const within = lookAround(hull(moving.map(({ start, end }) => ({ from: start, to: end }))), policy);
  if (looksAtWholeTeam(policy)) {
    const team = await peopleIn(inquiry, people, policy);
    return assembled(inquiry, team, await readShifts(tx, ctx, within, ofThese([...team.keys()])));
  }
  const staying = await readTimelines(tx, ctx, within, { people: [...people, given.person ?? ''], zone });
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
  return assembled(inquiry, facts, await readShifts(tx, ctx, lookAround(around, policy), ofThese(named)));
}

async function peopleIn(inquiry: Inquiry, people: readonly string[], policy?: Policy): Promise<People> {
  const { tx, ctx, teamId, zone, given, around } = inquiry;
  const named = given.person === null ? people : [...people, given.person];
  const who = looksAtWholeTeam(policy) ? membersOf(ctx, teamId, named) : idsIn(named);
  return readPeople(tx, ctx, { who, zone, within: around });
}

function ofThese(people: readonly string[]): SQL {
  return sql`slack_id in (${idsIn(people)})`;
}

/** An open shift is nobody's, so it was not read. */
function assembled({ ctx, zone, given }: Inquiry, people: People, read: readonly Shift[]): Roster {
  const all = read.some(({ id }) => id === given.id) ? read : [...read, given];
  return indexRoster({ zone, now: ctx.clock.now().getTime(), people: people.values(), shifts: all });
}
