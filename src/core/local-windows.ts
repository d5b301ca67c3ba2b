import { addDays, firstInstantOf } from './local-time.ts';
import { offsetAt } from './zone-offsets.ts';

const DAY = 86_400_000;
/** The first one in the era of computers; 1 January 1970 was a Thursday. */
const FIRST = { Mon: 4, Tue: 5, Wed: 6, Thu: 0, Fri: 1, Sat: 2, Sun: 3 } as const;
export type WeekStart = keyof typeof FIRST;

/**
 * Time cut into pieces by a wall clock, numbered in order, without a gap: local dates, or local weeks. Where clocks change
 * a piece is longer or shorter than the others. Instants are epoch milliseconds.
 */
export interface Windows {
  indexAt(at: number): number;
  /** The first instant of one; its end is the first instant of the next. */
  startOf(index: number): number;
  /** The local date on which it begins: `2026-03-29`. */
  nameOf(index: number): string;
}

const everyWindows = new Map<string, Windows>();

/**
 * The local dates of a zone, numbered from 1970-01-01, which is 0, each from that time of the wall clock on (`06:00`). Where
 * the clocks skip it, it starts with the first instant after; a date that the zone left out is empty. Kept: a second look
 * costs next to nothing.
 */
export function localDays(zone: string, time = '00:00'): Windows {
  return keep(`${zone} ${time}`, () =>
    cutAt(
      (at) => Math.floor((at + offsetAt(zone, at)) / DAY),
      (index) => startOfDay(zone, dateOf(index), minutesOf(time)),
      dateOf,
    ),
  );
}

/** Weeks that begin on that weekday at that time of the wall clock (`06:00`). */
export function localWeeks(zone: string, start: WeekStart, time = '00:00'): Windows {
  return keep(`${zone} ${start} ${time}`, () => {
    const days = localDays(zone);
    const nameOf = (index: number): string => dateOf(index * 7 + FIRST[start]);
    return cutAt(
      (at) => Math.floor((days.indexAt(at) - FIRST[start]) / 7),
      (index) => startOfDay(zone, nameOf(index), minutesOf(time)),
      nameOf,
    );
  });
}

/** What the wall clock shows, as if it were one that never changes: differences of it are what people read off the clock. */
export function wallClock(zone: string, at: number): number {
  return at + offsetAt(zone, at);
}

function cutAt(guess: (at: number) => number, begins: (index: number) => number, name: Windows['nameOf']): Windows {
  const startOf = remembered(begins);
  const nameOf = remembered(name);
  const indexAt = (at: number): number => {
    let index = guess(at);
    while (at < startOf(index)) index -= 1;
    while (at >= startOf(index + 1)) index += 1;
    return index;
  };
  return { indexAt, startOf, nameOf };
}

function remembered<Value>(compute: (index: number) => Value): (index: number) => Value {
  const known = new Map<number, Value>();
  return (index) => {
    const found = known.get(index);
    if (found !== undefined) return found;
    const value = compute(index);
    known.set(index, value);
    return value;
  };
}

/** The first instant of the local date, or that many minutes into it by the wall clock; of the next one where it is left out. */
function startOfDay(zone: string, date: string, minutes: number): number {
  if (minutes >= 1440) return startOfDay(zone, addDays(date, 1), minutes - 1440);
  const first = firstInstantOf(date, minutes, zone);
  return first ? first.getTime() : startOfDay(zone, addDays(date, 1), 0);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function dateOf(index: number): string {
  return new Date(index * DAY).toISOString().slice(0, 10);
}

function keep(key: string, make: () => Windows): Windows {
  const found = everyWindows.get(key) ?? make();
  everyWindows.set(key, found);
  return found;
}
