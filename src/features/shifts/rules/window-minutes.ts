import type { Windows } from '../../../core/local-windows.ts';
import type { Stretch } from './roster.ts';
import type { Party, Situation } from './situation.ts';
import { type Timeline, type Work, paidIn } from './work.ts';

/** split: minutes count in the window in which they are worked; start: all in the one in which the shift starts. */
export type Attribution = 'split' | 'start';

/** Paid milliseconds of one person in one window, before and after a trade. */
export interface WindowChange {
  readonly index: number;
  readonly before: number;
  readonly after: number;
}

interface Share {
  readonly index: number;
  readonly paid: number;
}

/**
 * Paid time in each window that the trade touches, or, where strict rules or measuring ask for it, in each in which the
 * person works before or after; in order.
 */
export function windowChanges(
  situation: Situation,
  party: Party,
  windows: Windows,
  attribution: Attribution,
): readonly WindowChange[] {
  if (situation.isStrict || situation.wantsAll) {
    const was = totalsBefore(party.before, windows, attribution);
    const is = totals(party.after, windows, attribution);
    return inOrder([...was.keys(), ...is.keys()]).map((index) => change(index, was, is));
  }
  // What is left of a shift may start, and count, where none of it was given away.
  const given = party.gives.map(({ shift }) => shift);
  const touched = [...given, ...party.takes].flatMap((work) => indexesOf(work, windows));
  return inOrder(touched).map((index) => {
    const stretch = { from: windows.startOf(index), to: windows.startOf(index + 1) };
    if (attribution === 'start')
      return { index, before: startedIn(party.before, stretch), after: startedIn(party.after, stretch) };
    const before = paidWithin(party.before, stretch);
    return { index, before, after: before + paidMore(party, stretch) };
  });
}

/** The windows in which a minute of the work lies; in order. */
export function indexesOf(work: Pick<Work, 'start' | 'end'>, windows: Windows): readonly number[] {
  const first = windows.indexAt(work.start);
  const last = windows.indexAt(Math.max(work.start, work.end - 1));
  const indexes: number[] = [];
  for (let index = first; index <= last; index += 1) indexes.push(index);
  return indexes;
}

/** Each number once, the smallest first. */
export function inOrder(indexes: readonly number[]): readonly number[] {
  return [...new Set(indexes)].toSorted((one, other) => one - other);
}

function change(index: number, was: ReadonlyMap<number, number>, is: ReadonlyMap<number, number>): WindowChange {
  return { index, before: was.get(index) ?? 0, after: is.get(index) ?? 0 };
}

interface Totals {
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
}

/** What is worked in each window, paid, before and after a trade; windows without work may be left out. */
export function totalsOf(situation: Situation, party: Party, windows: Windows, attribution: Attribution): Totals {
  const before = totalsBefore(party.before, windows, attribution);
  const changes = windowChanges(situation, party, windows, attribution);
  return { before, after: new Map([...before, ...changes.map(({ index, after }) => [index, after] as const)]) };
}

/** Kept with the timeline, which stands for many trades. */
const kept = {
  split: new WeakMap<Timeline, Map<Windows, ReadonlyMap<number, number>>>(),
  start: new WeakMap<Timeline, Map<Windows, ReadonlyMap<number, number>>>(),
};

function totalsBefore(timeline: Timeline, windows: Windows, attribution: Attribution): ReadonlyMap<number, number> {
  const ofTimeline = kept[attribution].get(timeline) ?? new Map<Windows, ReadonlyMap<number, number>>();
  kept[attribution].set(timeline, ofTimeline);
  const found = ofTimeline.get(windows) ?? totals(timeline, windows, attribution);
  ofTimeline.set(windows, found);
  return found;
}

function totals(timeline: Timeline, windows: Windows, attribution: Attribution): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const work of timeline) {
    for (const { index, paid } of sharesOf(work, windows, attribution)) sums.set(index, (sums.get(index) ?? 0) + paid);
  }
  return sums;
}

/** What the trade adds: pieces are paid by length, so that what is left of a shift is the shift without them. */
function paidMore({ person, gives, takes }: Party, { from, to }: Stretch): number {
  let more = 0;
  for (const work of takes) more += paidIn(work, from, to);
  for (const work of gives) if (work.shift.person === person.id) more -= paidIn(work, from, to);
  return more;
}

/** Faster for the few windows of a trade than to share out everything that somebody works. */
function paidWithin(timeline: Timeline, { from, to }: Stretch): number {
  let sum = 0;
  for (const work of timeline) if (work.end > from && work.start < to) sum += paidIn(work, from, to);
  return sum;
}

function startedIn(timeline: Timeline, { from, to }: Stretch): number {
  let sum = 0;
  for (const work of timeline) if (work.start >= from && work.start < to) sum += work.paid;
  return sum;
}

function sharesOf(work: Work, windows: Windows, attribution: Attribution): readonly Share[] {
  if (attribution === 'start') return [{ index: windows.indexAt(work.start), paid: work.paid }];
  return indexesOf(work, windows).map((index) => ({
    index,
    paid: paidIn(work, windows.startOf(index), windows.startOf(index + 1)),
  }));
}
