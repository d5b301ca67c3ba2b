import type { OpeningSpan } from '../../../core/business-hours.ts';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { countBack, nextOpening } from '../../../core/business-time/counting.ts';
import { MORNING } from '../../../core/business-time/working-days.ts';
import { localDate, toInstant } from '../../../core/local-time.ts';

/** Whole working days without a change after which a case is listed. */
export const QUIET_DAYS = 2;

/** When the team opens on that weekday, in minutes after midnight; undefined if it does not. */
export function sweepMinutes(
  hours: { readonly weekly: readonly OpeningSpan[]; readonly isRoundTheClock: boolean },
  weekday: number,
): number | undefined {
  if (hours.isRoundTheClock) return MORNING;
  const opens = hours.weekly.filter((span) => span.weekday === weekday).map(({ open }) => open);
  return opens.length > 0 ? Math.min(...opens) : undefined;
}

/** Whether the team opens at all on that local date, at whatever time. */
export function opensOn(calendar: Calendar, date: string): boolean {
  const opening = nextOpening(calendar, startOf(calendar, date));
  return opening !== undefined && localDate(opening, calendar.timeZone) === date;
}

/**
 * What has not changed since before this instant is quiet on that local date: whole working days have passed, of which
 * neither the date of the change nor this one is counted. Undefined where there were not so many.
 */
export function quietSince(calendar: Calendar, today: string): Date | undefined {
  let start: Date | undefined = startOf(calendar, today);
  for (let day = 0; day < QUIET_DAYS && start; day += 1) {
    const lastOpen = countBack(calendar, start, 1);
    start = lastOpen && startOf(calendar, localDate(lastOpen, calendar.timeZone));
  }
  return start;
}

function startOf({ timeZone }: Calendar, date: string): Date {
  return toInstant(date, 0, timeZone);
}
