import { day, localDate } from '../../../core/local-time.ts';

/** The local date on which it is due, for whoever is there: what is due at midnight is due on the day before. */
export function lastDayOf(dueAt: Date, timeZone: string): string {
  return localDate(new Date(dueAt.getTime() - 60_000), timeZone);
}

/** `Friday 27 November` */
export function dayOf(date: string): string {
  return day(new Date(`${date}T00:00:00Z`), 'UTC');
}
