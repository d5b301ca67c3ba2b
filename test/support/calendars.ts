import * as fc from 'fast-check';
import type { Calendar, LocalSpan, Pause } from '../../src/core/business-time/calendar.ts';
import type { OpeningSpan } from '../../src/core/business-hours.ts';
import { parseBusinessHours } from '../../src/core/parse-business-hours.ts';
import { toInstant } from '../../src/core/local-time.ts';

/** A calendar as people would say it: `calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00', { holidays: ['2026-01-06'] })`. */
export function calendarOf(
  timeZone: string,
  hours: string,
  days: {
    readonly holidays?: readonly string[];
    readonly datedHours?: Readonly<Record<string, string>>;
    readonly breaks?: Readonly<Record<string, string>>;
  } = {},
): Calendar {
  return {
    timeZone,
    isRoundTheClock: false,
    weekly: hoursOf(hours),
    holidays: new Set(days.holidays),
    datedHours: datesOf(days.datedHours),
    breaks: datesOf(days.breaks),
  };
}

/** Hours as they are typed in the form. */
export function hoursOf(text: string): readonly OpeningSpan[] {
  const reading = parseBusinessHours(text);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.spans;
}

/** Round the clock by choice, unlike hours that happen to cover the week. */
export function plainClock(timeZone = 'UTC'): Calendar {
  const none = { weekly: [], holidays: new Set<string>(), datedHours: new Map(), breaks: new Map() };
  return { timeZone, isRoundTheClock: true, ...none };
}

/** Hours that are yet to be given. */
export function neverOpen(timeZone: string): Calendar {
  return { ...plainClock(timeZone), isRoundTheClock: false };
}

/** A local time as an instant: `at('2026-03-29 09:00', 'Europe/Madrid')`. */
export function at(local: string, zone = 'UTC'): Date {
  const [date = '', time = ''] = local.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return new Date(toInstant(date, hours * 60 + minutes, zone).getTime() + seconds * 1000);
}

function datesOf(hours: Readonly<Record<string, string>> = {}): ReadonlyMap<string, readonly LocalSpan[]> {
  return new Map(Object.entries(hours).map(([date, times]) => [date, spansOf(times)]));
}

function spansOf(times: string): readonly LocalSpan[] {
  if (times === '') return [];
  return hoursOf(`Mon ${times}`).map(({ open, close }) => ({ open, close }));
}

/** The weeks in which something odd happens to the clocks of a zone. */
const ODD_WEEKS = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Santiago', '2025-09-07'],
  ['America/Santiago', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  ['Asia/Beirut', '2026-03-29'],
  ['Asia/Beirut', '2026-10-25'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Antarctica/Troll', '2026-03-29'],
  ['Asia/Kathmandu', '2026-03-29'],
  ['Pacific/Apia', '2011-12-30'],
  // The clocks went from 23:30 to 00:30: a gap that lies in two dates.
  ['America/Toronto', '1919-03-31'],
] as const;

/** A calendar and a local date near which its zone's clocks do something. */
export interface OddWeek {
  readonly calendar: Calendar;
  readonly date: string;
}

const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 30, 60, 90, 105, 120, 135, 150, 180, 195, 540, 1320, 1380, 1410, 1440) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1440 }) },
);

/** Spans of one date that may touch but not overlap. */
const spans: fc.Arbitrary<readonly LocalSpan[]> = fc.uniqueArray(minutes, { maxLength: 6 }).map((edges) => {
  const sorted = edges.toSorted((a, b) => a - b);
  return sorted.slice(1).flatMap((close, index) => {
    const open = sorted[index] ?? 0;
    return index % 3 === 1 ? [] : [{ open, close }];
  });
});

/** Breaks may overlap, and come from several sources, in no order. */
const breaks = fc.tuple(spans, spans).map(([one, other]) => [...one, ...other].toReversed());

const aroundDates = (date: string) => [-2, -1, 0, 1, 2].map((days) => shifted(date, days));

/** Any calendar, in a week in which its zone's clocks change. */
export const oddWeek: fc.Arbitrary<OddWeek> = fc.constantFrom(...ODD_WEEKS).chain(([timeZone, date]) => {
  const days = fc.constantFrom(...aroundDates(date));
  return fc
    .record({
      isRoundTheClock: fc.constant(false),
      timeZone: fc.constant(timeZone),
      weekly: fc
        .array(spans, { minLength: 7, maxLength: 7 })
        .map((week) => week.flatMap((own, day) => own.map(({ open, close }) => ({ weekday: day + 1, open, close })))),
      holidays: fc.array(days, { maxLength: 1 }).map((dates) => new Set(dates)),
      datedHours: fc.array(fc.tuple(days, spans), { maxLength: 1 }).map((entries) => new Map(entries)),
      breaks: fc.array(fc.tuple(days, breaks), { maxLength: 2 }).map((entries) => new Map(entries)),
    })
    .map((calendar) => ({ calendar, date }));
});

/** Pauses up to three days around an instant, in any order, overlapping, some empty; `isOpen`: the last may not have ended. */
export function pausesAround(near: Date, { mayLast = false } = {}): fc.Arbitrary<readonly Pause[]> {
  const instant = fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }).map((s) => new Date(near.getTime() + s * 1000));
  const ended = fc
    .tuple(instant, fc.integer({ min: 0, max: 36 * 3600 }))
    .map(([from, seconds]): Pause => ({ from, to: new Date(from.getTime() + seconds * 1000) }));
  const lasting = instant.map((from): Pause => ({ from }));
  return fc.array(mayLast ? fc.oneof({ weight: 5, arbitrary: ended }, lasting) : ended, { maxLength: 4 });
}

/** The local date some days later. */
export function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first values of what may not end. */
export function firstOf<T>(values: Iterable<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const value of values) {
    taken.push(value);
    if (taken.length === count) break;
  }
  return taken;
}
