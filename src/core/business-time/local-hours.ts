import type { Calendar, LocalSpan } from './calendar.ts';
import { type Stretch, cutOut, merge } from './stretches.ts';

/**
 * The minutes a local date is open: nothing on a holiday, else its own hours, else its weekday's, always without its
 * breaks. `day` counts from 1 January 1970.
 */
export function localHours(calendar: Calendar, day: number): readonly Stretch[] {
  const date = dateText(day);
  if (calendar.holidays.has(date)) return [];
  const hours = calendar.datedHours.get(date) ?? hoursOfWeekday(calendar, day);
  const breaks = calendar.breaks.get(date);
  if (!breaks) return hours.map(stretchOf);
  const holes = merge(breaks.map(stretchOf));
  return hours.flatMap((span) => cutOut(stretchOf(span), holes));
}

/** `2026-11-22` */
export function dateText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function hoursOfWeekday(calendar: Calendar, day: number): readonly LocalSpan[] {
  // The first day, number 0, was a Thursday.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return calendar.weekly.filter((span) => span.weekday === weekday);
}

function stretchOf({ open, close }: LocalSpan): Stretch {
  return { from: open, to: close };
}
