import { localDays } from '../../../core/local-windows.ts';
import type { Policy, RuleId } from '../rules/policy.ts';
import type { Roster, Shift, Stretch } from '../rules/roster.ts';
import { type ParamsOf, paramsOf } from '../rules/rule-parameters.ts';
import { without } from '../rules/work.ts';
import type { Candidate, Search } from './candidates.ts';

const MINUTE = 60_000;

/**
 * Leaves out, fast, what the rules are sure to deny, on either side: a shift in the way or too near, leave, a skill that
 * somebody lacks, too little notice. Each only where its rule denies. Whom it lets through the rules still judge.
 */
export function couldSwap(roster: Roster, policy: Policy, search: Search): (candidate: Candidate) => boolean {
  const given = roster.shifts.get(search.shift);
  if (!given) return () => false;
  const taken = { shift: given, ...stretchOf(given, search.part) };
  const mayTake = takingIn(roster, policy);
  return ({ person, gives }) => {
    if (!mayTake({ person, taken, gives })) return false;
    if (gives === null || given.person === null) return true;
    const returned = { shift: gives, from: gives.start, to: gives.end };
    return mayTake({ person: given.person, taken: returned, gives: given });
  };
}

/** What of a shift is given: never more than there is of it. */
function stretchOf({ start, end }: Shift, part: Stretch = { from: start, to: end }): Stretch {
  return { from: Math.max(part.from, start), to: Math.min(part.to, end) };
}

/**
 * Where everything lies that somebody could take for that shift: of what lies elsewhere, couldSwap lets nothing through. In
 * order; of `within` all, where they give nothing that is known.
 */
export function freeFor(roster: Roster, policy: Policy, given: Shift, within: Stretch): readonly Stretch[] {
  const { from, to } = tradableTimes(roster, policy);
  const ahead = { from: Math.max(within.from, from), to: within.to };
  const facts = roster.people.get(given.person ?? '');
  if (given.person === null || !facts) return [ahead];
  const room = roomIn(roster, policy)(given.person);
  const others = (roster.shiftsOf.get(given.person) ?? []).filter(({ id }) => id !== given.id);
  const taken = room === null ? [] : others.map(({ start, end }) => ({ from: start - room, to: end + room }));
  const leave = denies(policy, 'R6') ? facts.away : [];
  return without(ahead, [...taken, ...leave]).filter((free) => free.from < to);
}

/** What somebody can do, where whoever takes a shift has to have its role; undefined: anything. */
export function rolesOf(roster: Roster, policy: Policy, person: string | null): readonly string[] | undefined {
  const facts = roster.people.get(person ?? '');
  return facts && denies(policy, 'R7') ? facts.qualifications.map(({ name }) => name) : undefined;
}

interface Taking {
  readonly person: string;
  readonly taken: Stretch & { readonly shift: Shift };
  readonly gives: Shift | null;
}

function takingIn(roster: Roster, policy: Policy): (taking: Taking) => boolean {
  const times = tradableTimes(roster, policy);
  const [isLeaveDenied, isSkillDenied] = [denies(policy, 'R6'), denies(policy, 'R7')];
  const roomFor = roomIn(roster, policy);
  return ({ person, taken, gives }) => {
    const facts = roster.people.get(person);
    if (!facts || taken.from < times.from || taken.from >= times.to) return false;
    const { role } = taken.shift;
    if (isSkillDenied && role !== null && !facts.qualifications.some(({ name }) => name === role)) return false;
    if (isLeaveDenied && facts.away.some(({ from, to }) => from < taken.to && to > taken.from)) return false;
    return !isInTheWay(roster.shiftsOf.get(person) ?? [], around(taken, roomFor(person)), gives);
  };
}

/** When something may start that changes hands: not too soon, and not too far ahead. */
function tradableTimes({ zone, now }: Roster, policy: Policy): Stretch {
  const notice = denyingParams(policy, 'R4');
  if (!notice) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const days = localDays(zone);
  const to = days.startOf(days.indexAt(now) + notice.horizon_days + 1);
  return { from: now + notice.min_lead_min * MINUTE, to };
}

/**
 * How far from what somebody takes every shift of theirs has to be, in milliseconds; null: it may overlap. Only whoever has
 * no short rest yet: a trade may exchange one for another.
 */
function roomIn(roster: Roster, policy: Policy): (person: string) => number | null {
  const apart = (denyingParams(policy, 'R10')?.min_rest_min ?? 0) * MINUTE;
  const least = denies(policy, 'R5') ? 0 : null;
  const known = new Map<string, number | null>();
  return (person) => {
    const found = known.get(person);
    if (found !== undefined) return found;
    const isRested = !policy.delta || hasRests(roster.shiftsOf.get(person) ?? [], apart);
    const room = apart > 0 && isRested ? apart : least;
    known.set(person, room);
    return room;
  };
}

function hasRests(shifts: readonly Shift[], apart: number): boolean {
  return shifts.every((shift, index) => shift.start - (shifts[index - 1]?.end ?? Number.NEGATIVE_INFINITY) >= apart);
}

function around({ from, to }: Stretch, room: number | null): Stretch | null {
  return room === null ? null : { from: from - room, to: to + room };
}

/** Whether one of these, in order of start, lies where nothing may, other than what is given. */
function isInTheWay(shifts: readonly Shift[], free: Stretch | null, gives: Shift | null): boolean {
  if (free === null) return false;
  for (const shift of shifts) {
    if (shift.start >= free.to) return false;
    if (shift.end > free.from && shift.id !== gives?.id) return true;
  }
  return false;
}

function denies({ rules }: Policy, rule: RuleId): boolean {
  return rules[rule]?.severity === 'deny';
}

function denyingParams<Id extends RuleId>(policy: Policy, rule: Id): ParamsOf<Id> | undefined {
  const setting = policy.rules[rule];
  return setting?.severity === 'deny' ? paramsOf(rule, setting) : undefined;
}
