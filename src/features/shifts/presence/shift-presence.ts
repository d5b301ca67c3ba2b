import type { Calendar } from '../../../core/business-time/calendar.ts';
import { openAfter } from '../../../core/business-time/open-stretches.ts';
import type { Stretch } from '../../../core/business-time/stretches.ts';
import { type Attendance, attendanceIn } from '../../../people/presence-rule.ts';

/** Whoever has a shift that starts so near to now, before or after, works by the roster; everybody else by their hours. */
export const ROSTERED_MS = 14 * 86_400_000;

/** What the roster says of somebody around now, in epoch milliseconds; each in order of starts. */
export interface Rostered {
  /** Published shifts with ordinary work, of any team. */
  readonly shifts: readonly Stretch[];
  /** When they are at work and not to be asked, such as in training, or cannot work at all. */
  readonly away: readonly Stretch[];
}

/**
 * Whether somebody is there: during their shifts, and where none is near, during their hours; never in what takes them
 * away. Shifts that adjoin are one span. After the last shift their hours count again, as soon as no shift is near.
 */
export function attendanceOf({ shifts, away }: Rostered, hours: Calendar, now: Date): Attendance {
  const last = shifts.at(-1);
  const work = last ? thenByHours(shifts, hours, last.from + ROSTERED_MS) : openAfter(hours, now.getTime());
  return attendanceIn(without(work, away), now);
}

function* thenByHours(shifts: readonly Stretch[], hours: Calendar, from: number): Generator<Stretch> {
  yield* shifts;
  for (const open of openAfter(hours, from)) yield { from: Math.max(open.from, from), to: open.to };
}

/** What is left of stretches, in order. */
function* without(work: Iterable<Stretch>, away: readonly Stretch[]): Generator<Stretch> {
  for (const { from, to } of work) {
    let rest = from;
    for (const gone of away) {
      if (gone.to <= rest) continue;
      if (gone.from >= to) break;
      if (gone.from > rest) yield { from: rest, to: gone.from };
      rest = gone.to;
    }
    if (rest < to) yield { from: rest, to };
  }
}
