import { clockTime, dayNames, endOfDay } from '../business-hours.ts';
import { isZone } from '../local-time.ts';
import type { Calendar, LocalSpan } from './calendar.ts';
import { nextOpening } from './counting.ts';

const HORIZON = 366 * 86_400_000;

/** Why a calendar may not be saved, in words for whoever typed it; undefined if it may. */
export function checkCalendar(calendar: Calendar, from: Date): string | undefined {
  if (!isZone(calendar.timeZone)) return `"${calendar.timeZone}" is not a time zone.`;
  if (calendar.isRoundTheClock) return undefined;
  return checkSpans(calendar) ?? checkOpening(calendar, from);
}

function checkSpans(calendar: Calendar): string | undefined {
  for (const [index, name] of dayNames.entries()) {
    const problem = checkDay(
      name,
      calendar.weekly.filter((span) => span.weekday === index + 1),
    );
    if (problem) return problem;
  }
  for (const [date, spans] of calendar.datedHours) {
    const problem = checkDay(date, spans);
    if (problem) return problem;
  }
  for (const [date, spans] of calendar.breaks) {
    const problem = spans.map((span) => checkSpan(date, span)).find((found) => found !== undefined);
    if (problem) return problem;
  }
  return undefined;
}

function checkDay(name: string, spans: readonly LocalSpan[]): string | undefined {
  const sorted = spans.toSorted((a, b) => a.open - b.open);
  for (const [index, span] of sorted.entries()) {
    const problem = checkSpan(name, span);
    if (problem) return problem;
    const before = sorted[index - 1];
    if (before && before.close > span.open) return `${name}: ${textOf(before)} and ${textOf(span)} overlap.`;
  }
  return undefined;
}

function checkSpan(name: string, { open, close }: LocalSpan): string | undefined {
  const isTime = [open, close].every((minutes) => Number.isInteger(minutes) && minutes >= 0 && minutes <= endOfDay);
  if (!isTime) return `${name}: a time of day is a whole minute from 00:00 to 24:00.`;
  const span = textOf({ open, close });
  if (close === 0) return `${name}: ${span}: did you mean ${clockTime(open)}-24:00?`;
  if (close <= open)
    return `${name}: ${span} ends before it starts. A night is two spans, such as 22:00-24:00 and 00:00-06:00.`;
  return undefined;
}

function checkOpening(calendar: Calendar, from: Date): string | undefined {
  const opening = nextOpening(calendar, from);
  if (opening && opening.getTime() <= from.getTime() + HORIZON) return undefined;
  return 'These hours never open within the next year.';
}

function textOf({ open, close }: LocalSpan): string {
  return `${clockTime(open)}-${clockTime(close)}`;
}
