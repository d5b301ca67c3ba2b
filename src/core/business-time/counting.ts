import type { Calendar, Interval, Pause } from './calendar.ts';

/**
 * The earliest instant at which the time counted since `start` reaches `targetSeconds`; zero gives the next open instant.
 * Undefined while a pause that has not ended stands in the way, or if the calendar never opens again.
 */
export function dueAt(
  _calendar: Calendar,
  _start: Date,
  _targetSeconds: number,
  _pauses: readonly Pause[] = [],
): Date | undefined {
  throw new Error('not built yet');
}

/** Elapsed open seconds from `from` to `to`, without the pauses. */
export function countedSeconds(_calendar: Calendar, _from: Date, _to: Date, _pauses: readonly Pause[] = []): number {
  throw new Error('not built yet');
}

/** The first open instant at or after `at`. */
export function nextOpening(_calendar: Calendar, _at: Date): Date | undefined {
  throw new Error('not built yet');
}

export function isOpenAt(_calendar: Calendar, _at: Date): boolean {
  throw new Error('not built yet');
}

/** The open intervals that end after `from`, in order, merged, for as long as the caller reads (366 days beyond the last). */
export function openings(_calendar: Calendar, _from: Date): Generator<Interval> {
  throw new Error('not built yet');
}
