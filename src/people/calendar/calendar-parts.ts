import type { OpeningSpan } from '../../core/business-hours.ts';
import type { Calendar, LocalSpan } from '../../core/business-time/calendar.ts';
import { localDate } from '../../core/local-time.ts';
import { addYears, weekdayOf } from './dates.ts';
import type { DayRule } from './day-lines.ts';
import { holidaysOf } from './holidays.ts';
import type { IcalDays } from './ical/read-ical.ts';

/** Everything a team's calendar is made of. */
export interface CalendarParts {
  readonly timeZone: string;
  readonly weekly: readonly OpeningSpan[];
  readonly isRoundTheClock: boolean;
  readonly place: string | null;
  readonly days: readonly DayRule[];
  readonly ical: readonly IcalDays[];
}

const YEARS_BACK = 1;
const YEARS_AHEAD = 3;

/** The local dates for which a calendar knows holidays and recurrences. */
export function datesInSight(timeZone: string, now: Date): { readonly from: string; readonly to: string } {
  const today = localDate(now, timeZone);
  return { from: addYears(today, -YEARS_BACK), to: addYears(today, YEARS_AHEAD) };
}

/** The calendar that clocks run in. */
export function buildCalendar(parts: CalendarParts, now: Date): Calendar {
  return {
    timeZone: parts.timeZone,
    isRoundTheClock: parts.isRoundTheClock,
    weekly: parts.weekly,
    holidays: new Set(closedDates(parts, now).keys()),
    datedHours: spansByDate(parts.days.flatMap((rule) => (rule.kind === 'hours' ? rule : []))),
    breaks: spansByDate([
      ...parts.days.flatMap((rule) => (rule.kind === 'break' ? rule : [])),
      ...parts.ical.flatMap((file) => file.breaks),
    ]),
  };
}

/** Every local date that is closed as a whole, with the name of the occasion where it has one. */
export function closedDates({ timeZone, place, days, ical }: CalendarParts, now: Date): ReadonlyMap<string, string> {
  const { from, to } = datesInSight(timeZone, now);
  const closed = new Map(place ? holidaysOf(place, Number(from.slice(0, 4)), Number(to.slice(0, 4))) : []);
  for (const { date, name } of ical.flatMap((file) => file.closed)) if (!closed.get(date)) closed.set(date, name);
  for (const rule of days) {
    if (rule.kind === 'open') closed.delete(rule.date);
    if (rule.kind === 'closed') closed.set(rule.date, rule.name || (closed.get(rule.date) ?? ''));
  }
  return closed;
}

export interface ClosedDay {
  readonly date: string;
  readonly name: string;
}

/** The next dates that are closed although the team works on that weekday, from `now` on. */
export function nextClosedDays(parts: CalendarParts, now: Date, count: number): readonly ClosedDay[] {
  const today = localDate(now, parts.timeZone);
  const works = new Set(parts.weekly.map((span) => span.weekday));
  return [...closedDates(parts, now)]
    .map(([date, name]) => ({ date, name }))
    .filter(({ date }) => date >= today && works.has(weekdayOf(date)))
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .slice(0, count);
}

function spansByDate(
  rules: readonly { readonly date: string; readonly spans: readonly LocalSpan[] }[],
): ReadonlyMap<string, readonly LocalSpan[]> {
  const spans = new Map<string, readonly LocalSpan[]>();
  for (const rule of rules) spans.set(rule.date, [...(spans.get(rule.date) ?? []), ...rule.spans]);
  return spans;
}
