import type { Leg, Person, Roster, Shift } from '../../../src/features/shifts/rules/roster.ts';
import { minutesBetween } from './local.ts';

/** A shift, or what a part of it, as one person works it. */
export interface Work {
  readonly shift: Shift;
  readonly from: number;
  readonly to: number;
}

export interface Situation {
  readonly roster: Roster;
  readonly legs: readonly Leg[];
  readonly delta: boolean;
  /** Everybody named in a leg, once. */
  readonly parties: readonly string[];
  readonly before: (person: string) => readonly Work[];
  readonly after: (person: string) => readonly Work[];
  readonly gives: (person: string) => readonly Work[];
  readonly receives: (person: string) => readonly Work[];
  /** What changes hands in one leg; undefined for a shift that nobody knows. */
  readonly goes: (leg: Leg) => Work | undefined;
  readonly personOf: (id: string) => Person | undefined;
}

interface Held extends Work {
  readonly holder: string | null;
}

/** Who works what before the trade and after it. All legs at once: a stretch leaves whoever gives it, if they have it, and arrives where its leg says. */
export function situationOf(roster: Roster, legs: readonly Leg[], delta: boolean): Situation {
  const untouched: readonly Held[] = [...roster.shifts.values()].map((shift) => ({
    shift,
    from: shift.start,
    to: shift.end,
    holder: shift.person,
  }));
  const goes = (leg: Leg): Work | undefined => {
    const shift = roster.shifts.get(leg.shift);
    return shift && { shift, from: leg.part?.from ?? shift.start, to: leg.part?.to ?? shift.end };
  };
  const moved = legs.reduce(
    (held, leg) => {
      const what = goes(leg);
      return what
        ? [...held.flatMap((one) => (one.holder === leg.from ? without(one, what) : one)), { ...what, holder: leg.to }]
        : held;
    },
    [...untouched],
  );
  const heldBy = (held: readonly Held[], person: string) =>
    held.filter(({ holder }) => holder === person).toSorted((one, other) => one.from - other.from || one.to - other.to);
  const ofLegs = (which: (leg: Leg) => boolean) => legs.filter(which).flatMap((leg) => goes(leg) ?? []);
  return {
    roster,
    legs,
    delta,
    parties: [...new Set(legs.flatMap(({ from, to }) => [from, to]))].filter((id) => id !== null),
    before: (person) => heldBy(untouched, person),
    after: (person) => heldBy(moved, person),
    gives: (person) => ofLegs(({ from }) => from === person),
    receives: (person) => ofLegs(({ to }) => to === person),
    goes,
    personOf: (id) => roster.people.get(id),
  };
}

/** What is left to a holder of whom that stretch is taken. */
function without(held: Held, taken: Work): readonly Held[] {
  if (held.shift.id !== taken.shift.id) return [held];
  return [
    { ...held, to: Math.min(held.to, taken.from) },
    { ...held, from: Math.max(held.from, taken.to) },
  ].filter(({ from, to }) => from < to);
}

/** Paid minutes of the work that lie in the stretch. A break is spread over its shift evenly. */
export function paidWithin(work: Work, within: { readonly from: number; readonly to: number }): number {
  const { start, end, breakMinutes } = work.shift;
  return overlap(work, within) * (1 - breakMinutes / minutesBetween(start, end));
}

export function paid(work: Work): number {
  return paidWithin(work, work);
}

export function overlap(one: { from: number; to: number }, other: { from: number; to: number }): number {
  return Math.max(0, minutesBetween(Math.max(one.from, other.from), Math.min(one.to, other.to)));
}

/** Whether a breach counts: under the delta rule only a larger one than before. Minutes of split breaks are no whole numbers. */
export function counts({ delta }: Situation, breachBefore: number, breachAfter: number): boolean {
  return breachAfter > 1e-6 && (!delta || breachAfter > breachBefore + 1e-6);
}
