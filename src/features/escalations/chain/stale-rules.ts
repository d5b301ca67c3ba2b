import type { OpeningSpan } from '../../../core/business-hours.ts';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { openings } from '../../../core/business-time/counting.ts';
import { localDate } from '../../../core/local-time.ts';

/** Whole working days without a change after which a case is listed. */
export const QUIET_DAYS = 2;

/** For a team that never closes. */
const MORNING = 9 * 60;

/** When the team opens on that weekday, in minutes after midnight; undefined if it does not. */
export function sweepMinutes(
  hours: { readonly weekly: readonly OpeningSpan[]; readonly isRoundTheClock: boolean },
  weekday: number,
): number | undefined {
  if (hours.isRoundTheClock) return MORNING;
  const opens = hours.weekly.filter((span) => span.weekday === weekday).map(({ open }) => open);
  return opens.length > 0 ? Math.min(...opens) : undefined;
}

/** Whether whole working days have passed since the change: neither its own date nor today counts. */
export function isQuiet(calendar: Calendar, changedAt: Date, now: Date): boolean {
  const { timeZone } = calendar;
  const [first, today] = [localDate(changedAt, timeZone), localDate(now, timeZone)];
  if (calendar.isRoundTheClock) return daysBetween(first, today) > QUIET_DAYS;
  const passed = new Set<string>();
  for (const { from } of openings(calendar, changedAt)) {
    if (from > now || passed.size >= QUIET_DAYS) break;
    const date = localDate(from, timeZone);
    if (date > first && date < today) passed.add(date);
  }
  return passed.size >= QUIET_DAYS;
}

function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}
