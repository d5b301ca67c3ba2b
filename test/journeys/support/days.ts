import { localDate, localWeekday, toInstant } from '../../../src/core/local-time.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The next such day (1 is Monday) of a zone, tomorrow at the earliest: the clock of a workspace only moves forward. */
export function nextDay(weekday: number, timeZone: string): string {
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) => new Date(Date.now() + ahead * DAY_MS));
  return localDate(
    days.find((day) => localWeekday(day, timeZone) === weekday)!,
    timeZone,
  );
}

/** `09:30` of that date, as the clocks of that zone show it. */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return toInstant(date, hour * 60 + minute, timeZone);
}
