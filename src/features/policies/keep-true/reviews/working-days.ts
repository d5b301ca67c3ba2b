import type { Calendar } from '../../../../core/business-time/calendar.ts';
import { localHours } from '../../../../core/business-time/local-hours.ts';
import { addDays } from '../../../../core/local-time.ts';

const DAY_MS = 86_400_000;
/** Where nobody has worked for so long, days are counted as they come. */
const PATIENCE_DAYS = 60;

/** Whether anybody works on that local date: it has hours, and is no holiday. */
export function isWorkingDay(calendar: Calendar, date: string): boolean {
  if (calendar.isRoundTheClock) return true;
  return localHours(calendar, Date.parse(`${date}T00:00:00Z`) / DAY_MS).length > 0;
}

/** The local date of the working day that comes so many working days after `date`. */
export function workingDayAfter(calendar: Calendar, date: string, count: number): string {
  let left = count;
  for (let ahead = 1; ahead <= PATIENCE_DAYS; ahead += 1) {
    const next = addDays(date, ahead);
    if (isWorkingDay(calendar, next)) left -= 1;
    if (left === 0) return next;
  }
  return addDays(date, count);
}
