import type { Roster, Shift } from '../rules/roster.ts';
import { compareText } from '../rules/work.ts';
import type { Candidate, Search } from './candidates.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WEEK = 7 * DAY;

/** Whatever puts one answer before another, the most important first; less is better. */
type Rank = readonly number[];

/**
 * How well an answer fits, apart from what the rules say of it: paid time as long as what is given, at most a few days away
 * from it, from somebody who took little that is unpleasant lately and who works little around that time.
 */
export function fitOf(roster: Roster, search: Search, burdens: ReadonlyMap<string, number>): (of: Candidate) => Rank {
  const given = roster.shifts.get(search.shift);
  return ({ person, gives }) => {
    const burden = burdens.get(person) ?? 0;
    if (!given) return [];
    const load = loadOf(roster.shiftsOf.get(person) ?? [], given.start);
    if (gives === null) return [burden, load];
    const longer = Math.abs(paidMinutes(gives) - paidMinutes(given));
    return [longer, Math.round(Math.abs(gives.start - given.start) / DAY), burden, load];
  };
}

/** For sorting; the ids make it the same each time. */
export function byRank<Item extends { readonly rank: Rank; readonly candidate: Candidate }>(
  one: Item,
  other: Item,
): number {
  for (const [index, value] of one.rank.entries()) {
    const difference = value - (other.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const [first, second] = [one.candidate, other.candidate];
  return compareText(first.person, second.person) || compareText(first.gives?.id ?? '', second.gives?.id ?? '');
}

/** Paid minutes in the week around that time. */
function loadOf(shifts: readonly Shift[], around: number): number {
  return shifts
    .filter(({ start }) => Math.abs(start - around) < WEEK / 2)
    .reduce((minutes, shift) => minutes + paidMinutes(shift), 0);
}

function paidMinutes({ start, end, breakMinutes }: Shift): number {
  return (end - start) / MINUTE - breakMinutes;
}
