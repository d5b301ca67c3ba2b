import type { Calendar } from '../../../core/business-time/calendar.ts';
import { openAfter } from '../../../core/business-time/open-stretches.ts';
import type { Stretch } from '../../../core/business-time/stretches.ts';
import { localDate } from '../../../core/local-time.ts';
import { type Attendance, attendanceIn } from '../../../people/presence-rule.ts';

/** The roster of so long before and after now says whether somebody works by it. */
export const ROSTERED_MS = 14 * 86_400_000;

/**
 * Days with a shift of one's own in that time that make one work by the roster. A Saturday job of an agent has four; a manager
 * who covers one or two shifts works by their hours still, and besides during those shifts.
 */
export const ROSTERED_DAYS = 3;

/** What the roster says of somebody around now, in epoch milliseconds; each in order of starts. */
export interface Rostered {
  /** Published shifts with ordinary work, of any team. */
  readonly shifts: readonly Stretch[];
  /** When they are at work and not to be asked, such as in training, or cannot work at all. */
  readonly away: readonly Stretch[];
}

/**
 * Whether somebody is there: during their shifts, and where these are on too few days to be how they work, during their hours
 * too; never in what takes them away. What adjoins is one span. Their hours count again as soon as too few days are near.
 */
export function attendanceOf({ shifts, away }: Rostered, hours: Calendar, now: Date): Attendance {
  const lastEnough = startsOfDays(shifts, hours.timeZone).at(-ROSTERED_DAYS);
  const byHours = Math.max(now.getTime(), lastEnough === undefined ? 0 : lastEnough + ROSTERED_MS);
  return attendanceIn(without(inOrder(shifts, openFrom(hours, byHours)), away), now);
}

/** The first start of each local date that has any. */
function startsOfDays(shifts: readonly Stretch[], zone: string): readonly number[] {
  const starts = new Map<string, number>();
  for (const { from } of shifts) {
    const date = localDate(new Date(from), zone);
    if (!starts.has(date)) starts.set(date, from);
  }
  return [...starts.values()];
}

function* openFrom(hours: Calendar, from: number): Generator<Stretch> {
  for (const open of openAfter(hours, from)) yield { from: Math.max(open.from, from), to: open.to };
}

/** Both in one order of starts. */
function* inOrder(shifts: readonly Stretch[], hours: Iterable<Stretch>): Generator<Stretch> {
  let next = 0;
  for (const open of hours) {
    for (let shift = shifts[next]; shift && shift.from <= open.from; shift = shifts[next]) {
      yield shift;
      next += 1;
    }
    yield open;
  }
  yield* shifts.slice(next);
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
