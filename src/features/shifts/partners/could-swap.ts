import type { Policy, RuleId } from '../rules/policy.ts';
import type { Roster, Shift, Stretch } from '../rules/roster.ts';
import type { Candidate, Search } from './candidates.ts';

/**
 * Leaves out, fast, what the rules are sure to deny, on either side: a shift in the way, leave, a skill that somebody lacks.
 * Each only where its rule denies. Whom it lets through the rules still judge.
 */
export function couldSwap(roster: Roster, policy: Policy, search: Search): (candidate: Candidate) => boolean {
  const given = roster.shifts.get(search.shift);
  if (!given) return () => false;
  const taken = { shift: given, ...stretchOf(given, search.part) };
  const isDenied = ruling(policy);
  return ({ person, gives }) => {
    if (!mayTake(roster, isDenied, { person, taken, gives })) return false;
    if (gives === null || given.person === null) return true;
    const returned = { shift: gives, from: gives.start, to: gives.end };
    return mayTake(roster, isDenied, { person: given.person, taken: returned, gives: given });
  };
}

/** What of a shift is given: never more than there is of it. */
function stretchOf({ start, end }: Shift, part: Stretch = { from: start, to: end }): Stretch {
  return { from: Math.max(part.from, start), to: Math.min(part.to, end) };
}

type Ruling = (rule: RuleId) => boolean;

function ruling({ rules }: Policy): Ruling {
  const denying = new Set(Object.entries(rules).flatMap(([id, { severity }]) => (severity === 'deny' ? [id] : [])));
  return (rule) => denying.has(rule);
}

interface Taking {
  readonly person: string;
  readonly taken: Stretch & { readonly shift: Shift };
  readonly gives: Shift | null;
}

function mayTake(roster: Roster, isDenied: Ruling, { person, taken, gives }: Taking): boolean {
  const facts = roster.people.get(person);
  if (!facts) return false;
  const { role } = taken.shift;
  if (isDenied('R7') && role !== null && !facts.qualifications.some(({ name }) => name === role)) return false;
  if (isDenied('R6') && facts.away.some(({ from, to }) => from < taken.to && to > taken.from)) return false;
  return !isDenied('R5') || !isInTheWay(roster.shiftsOf.get(person) ?? [], taken, gives);
}

/** Whether one of these, in order of start, overlaps what is taken, other than what is given for it. */
function isInTheWay(shifts: readonly Shift[], { from, to }: Stretch, gives: Shift | null): boolean {
  for (const shift of shifts) {
    if (shift.start >= to) return false;
    if (shift.end > from && shift.id !== gives?.id) return true;
  }
  return false;
}
