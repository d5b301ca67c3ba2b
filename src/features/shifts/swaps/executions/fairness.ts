import { addDays, firstInstantOf, localDate, toInstant, weekdayOf } from '../../../../core/local-time.ts';
import type { ShiftRow } from '../../roster/tables.ts';

/** What a stretch of a shift weighs, for comparing burdens. Minutes are elapsed. */
export interface Burden {
  /** Paid: unpaid minutes of a part are shared by length. */
  readonly minutes: number;
  /** From 23:00 to 06:00 by the wall clock of the shift. */
  readonly nightMinutes: number;
  /** On Saturday or Sunday by the wall clock of the shift. */
  readonly weekendMinutes: number;
}

interface Stretch {
  readonly fromAt: Date;
  readonly toAt: Date;
}

const MINUTE_MS = 60_000;
const NIGHT = { from: 23 * 60, to: 24 * 60 + 6 * 60 } as const;

export function burdenOf(shift: ShiftRow, stretch: Stretch): Burden {
  const zone = shift.timeZone;
  const elapsed = minutesOf(stretch.fromAt, stretch.toAt);
  const share = elapsed / minutesOf(shift.startsAt, shift.endsAt);
  const dates = datesAround(stretch, zone);
  const nights = dates.map((date) => ({
    fromAt: toInstant(date, NIGHT.from, zone),
    toAt: toInstant(date, NIGHT.to, zone),
  }));
  const weekend = dates.filter((date) => weekdayOf(date) >= 6).flatMap((date) => wholeDate(date, zone));
  return {
    minutes: elapsed - Math.round(shift.breakMinutes * share),
    nightMinutes: overlapOf(stretch, nights),
    weekendMinutes: overlapOf(stretch, weekend),
  };
}

/** Every local date it touches, and the one before, whose night may reach into it. */
function datesAround({ fromAt, toAt }: Stretch, zone: string): readonly string[] {
  const last = localDate(toAt, zone);
  const dates = [addDays(localDate(fromAt, zone), -1)];
  for (let date = localDate(fromAt, zone); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** A date begins with its first instant, which is not midnight everywhere. */
function wholeDate(date: string, zone: string): readonly Stretch[] {
  const fromAt = firstInstantOf(date, 0, zone);
  const toAt = firstInstantOf(addDays(date, 1), 0, zone);
  return fromAt && toAt ? [{ fromAt, toAt }] : [];
}

function overlapOf({ fromAt, toAt }: Stretch, others: readonly Stretch[]): number {
  return others
    .map((other) => minutesOf(other.fromAt > fromAt ? other.fromAt : fromAt, other.toAt < toAt ? other.toAt : toAt))
    .reduce((sum, minutes) => sum + Math.max(0, minutes), 0);
}

function minutesOf(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / MINUTE_MS);
}
