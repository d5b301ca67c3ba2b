import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import { currentPolicy } from '../policy/current-policy.ts';
import { lookAround, looksAtWholeTeam } from '../roster/look-around.ts';
import { type KnownPerson, readPeople } from '../roster/read-people.ts';
import { idsIn, membersOf } from '../roster/read-roster.ts';
import { readShifts, shiftOf } from '../roster/read-shifts.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import { indexRoster } from '../rules/index-roster.ts';
import { type Policy, type RuleId, ruleIds } from '../rules/policy.ts';
import { paramsOf } from '../rules/rule-parameters.ts';
import type { Roster, Shift, Stretch } from '../rules/roster.ts';
import type { Wants } from '../swaps/tables.ts';
import { type Asked, audienceOf, spanOf } from './audience.ts';
import type { Search } from './candidates.ts';

export interface PartnersWanted {
  readonly shiftId: string;
  /** Only this stretch of it. */
  readonly part?: Stretch;
  /** What its owner would take in return; null: nothing, or it is open. */
  readonly wants: Wants | null;
  /** Nobody else is asked. */
  readonly askedOnly?: readonly string[];
}

/** All that is read before anybody is looked at closely. */
export interface Inquiry {
  readonly tx: Tx;
  readonly ctx: Ctx;
  readonly given: Shift;
  readonly teamId: string;
  readonly zone: string;
  readonly policy: Policy;
  /** The same in two: what is judged first, and what is asked of what that allows. */
  readonly policies: { readonly near: Policy; readonly far: Policy };
  readonly asked: readonly Asked[];
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly search: Search;
  /** From the first to the last of what may change hands without a rule being sure to deny it. */
  readonly around: Stretch;
}

/** Four statements. Throws a UserError where the shift is not on the roster any more. */
export async function inquire(tx: Tx, ctx: Ctx, wanted: PartnersWanted): Promise<Inquiry> {
  const { row, zone } = await findShift(tx, ctx, wanted.shiftId);
  const { teamId } = row;
  const { part, wants, askedOnly } = wanted;
  const [policy, asked] = await Promise.all([
    currentPolicy(tx, ctx, teamId),
    audienceOf(tx, ctx, { given: row, isPart: part !== undefined, wants, ...(askedOnly && { askedOnly }) }),
  ]);
  const given = shiftOf(row);
  const around = aroundAll(ctx, given, { asked, policy });
  const audience = new Set(asked.map(({ person }) => person));
  const named = [...audience, ...(given.person === null ? [] : [given.person])];
  const who = looksAtWholeTeam(policy) ? membersOf(ctx, teamId, named) : idsIn(named);
  const people = await readPeople(tx, ctx, { who, zone, within: around });
  const search = { shift: given.id, wants, audience, ...(part && { part }) };
  return { tx, ctx, given, teamId, zone, policy, policies: bySight(policy), asked, people, search, around };
}

/** The giver's shifts and those of these people, as far around as the rules of the policy look. */
export async function rosterOf(inquiry: Inquiry, people: readonly string[], policy: Policy): Promise<Roster> {
  const { tx, ctx, given, around } = inquiry;
  const named = looksAtWholeTeam(policy) ? [...inquiry.people.keys()] : [...people, given.person ?? ''];
  return assembled(inquiry, await readShifts(tx, ctx, lookAround(around, policy), ofThese(named)));
}

/** The roster that was read first, with what far-sighted rules look at of these people before and after it. */
export async function widened(inquiry: Inquiry, roster: Roster, people: readonly string[]): Promise<Roster> {
  const { tx, ctx, given, around, policies } = inquiry;
  const [near, far] = [lookAround(around, policies.near), lookAround(around, policies.far)];
  const edges = [
    { from: far.from, to: near.from },
    { from: near.to, to: far.to },
  ];
  const theirs = ofThese([...people, given.person ?? '']);
  const read = await Promise.all(edges.filter(isSome).map((edge) => readShifts(tx, ctx, edge, theirs)));
  if (read.length === 0) return roster;
  const known = new Set(people.concat(given.person ?? []));
  const kept = [...roster.shifts.values()].filter(({ id, person }) => id === given.id || known.has(person ?? ''));
  return assembled(inquiry, [...new Map([...kept, ...read.flat()].map((shift) => [shift.id, shift])).values()]);
}

function isSome({ from, to }: Stretch): boolean {
  return from < to;
}

/** The giver's shifts, and what everybody else works while the given shift goes on. */
export async function firstRosterOf(inquiry: Inquiry): Promise<Roster> {
  const { tx, ctx, given, around, search, policy } = inquiry;
  const meanwhile = { from: given.start, to: given.end };
  const both = await Promise.all([
    readShifts(tx, ctx, lookAround(around, policy), ofThese([given.person ?? ''])),
    readShifts(tx, ctx, meanwhile, ofThese([...search.audience])),
  ]);
  return assembled(inquiry, both.flat());
}

/** Rules that only ask for a look, and look at many weeks to do so: they come last, as reading that much takes long. */
const farSighted: ReadonlySet<RuleId> = new Set(['R12', 'R18', 'R25']);

function bySight(policy: Policy): Inquiry['policies'] {
  const isFar = (id: RuleId): boolean => farSighted.has(id) && policy.rules[id]?.severity === 'review';
  return { near: withRules(policy, (id) => !isFar(id)), far: withRules(policy, isFar) };
}

function withRules(policy: Policy, isOne: (id: RuleId) => boolean): Policy {
  const those = ruleIds.flatMap((id) => {
    const setting = policy.rules[id];
    return setting && isOne(id) ? [[id, setting] as const] : [];
  });
  return { ...policy, rules: Object.fromEntries(those) };
}

function ofThese(people: readonly string[]): SQL {
  return sql`slack_id in (${idsIn(people)})`;
}

/** An open shift is nobody's, so it was not read. */
function assembled({ ctx, zone, people, given }: Inquiry, read: readonly Shift[]): Roster {
  const all = read.some(({ id }) => id === given.id) ? read : [...read, given];
  return indexRoster({ zone, now: ctx.clock.now().getTime(), people: people.values(), shifts: all });
}

/** What starts after the horizon is denied without a look, where the rule about it denies. */
function aroundAll(ctx: Ctx, given: Shift, { asked, policy }: Pick<Inquiry, 'asked' | 'policy'>): Stretch {
  const span = spanOf(asked) ?? { from: given.start, to: given.end };
  const notice = policy.rules.R4;
  const horizon = notice?.severity === 'deny' ? paramsOf('R4', notice).horizon_days : Number.POSITIVE_INFINITY;
  // Local dates: with a day to spare on either side.
  const last = ctx.clock.now().getTime() + (horizon + 2) * 86_400_000;
  return { from: Math.min(span.from, given.start), to: Math.max(given.end, Math.min(span.to, last)) };
}

async function findShift(tx: Tx, ctx: Ctx, shiftId: string): Promise<{ row: ShiftRow; zone: string }> {
  const [found] = await tx
    .select({ row: shifts, zone: teams.timeZone })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shiftId), eq(shifts.state, 'planned')));
  if (!found) throw new UserError('This shift is not on the roster any more.');
  return found;
}
