import { addDays, localDate, toInstant } from '../local-time.ts';
import type { Calendar } from './calendar.ts';
import { openings } from './counting.ts';

/** When a day begins for who never closes, in minutes after midnight. */
export const MORNING = 9 * 60;

/**
 * When the next working day begins after an instant: the first opening of a local date, not the one after a break. Undefined
 * if the calendar does not open again.
 */
export function nextDayBeginning(calendar: Calendar, after: Date): Date | undefined {
  const { timeZone } = calendar;
  const today = localDate(after, timeZone);
  if (calendar.isRoundTheClock) {
    const mornings = [today, addDays(today, 1)].map((date) => toInstant(date, MORNING, timeZone));
    return mornings.find((morning) => morning > after);
  }
  let lastDate = '';
  for (const { from } of openings(calendar, toInstant(today, 0, timeZone))) {
    const date = localDate(from, timeZone);
    if (date !== lastDate && from > after) return from;
    lastDate = date;
  }
  return undefined;
}
