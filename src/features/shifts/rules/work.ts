import type { Windows } from '../../../core/local-windows.ts';
import type { Shift, Stretch } from './roster.ts';

/** A shift, or a piece of one, as somebody works it. Times are epoch milliseconds, half-open. */
export interface Work {
  readonly shift: Shift;
  readonly start: number;
  readonly end: number;
  /** Milliseconds without its unpaid break. */
  readonly paid: number;
  /** The team's local dates of its start and of its last instant, numbered as in `localDays`. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** What one person works, in order of start. */
export type Timeline = readonly Work[];

/**
 * A piece of a shift as work. It has its share of the unpaid break by length, to the millisecond, so that giving a part away
 * changes nothing about the rest; whoever cuts the shift up for good rounds to whole minutes.
 */
export function toWork(
  shift: Shift,
  days: Windows,
  { from, to }: Stretch = { from: shift.start, to: shift.end },
): Work {
  const length = shift.end - shift.start;
  const paid = Math.max(0, length - shift.breakMinutes * 60_000);
  return {
    shift,
    start: from,
    end: to,
    paid: to - from === length || length <= 0 ? paid : (paid * (to - from)) / length,
    firstDay: days.indexAt(from),
    lastDay: days.indexAt(Math.max(from, to - 1)),
  };
}

/** What is left of a stretch when some of it is taken away; in order. */
export function without(stretch: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  let left: readonly Stretch[] = [stretch];
  for (const hole of taken) {
    left = left
      .flatMap((piece) => [
        { from: piece.from, to: Math.min(piece.to, hole.from) },
        { from: Math.max(piece.from, hole.to), to: piece.to },
      ])
      .filter((piece) => piece.from < piece.to);
  }
  return left;
}

/** Before or after another in a timeline; never equal for two pieces of work. */
export function byStart(one: Work, other: Work): number {
  return one.start - other.start || one.end - other.end || compareText(one.shift.id, other.shift.id);
}

/** By code units, the same on every machine. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Milliseconds of the work that lie in a stretch. */
export function workedIn(work: Work, from: number, to: number): number {
  return Math.max(0, Math.min(work.end, to) - Math.max(work.start, from));
}

/** The same without its share of the unpaid break, which is spread evenly. */
export function paidIn(work: Work, from: number, to: number): number {
  const worked = workedIn(work, from, to);
  const length = work.end - work.start;
  return worked === length || length <= 0 ? Math.min(worked, work.paid) : (worked * work.paid) / length;
}
