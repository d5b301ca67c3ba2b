import { z } from 'zod';
import type { Calendar, LocalSpan, Pause } from '../core/business-time/calendar.ts';
import { isZone } from '../core/local-time.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const LocalDate = z.iso.date();
const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/, 'must be an instant with Z or an offset')
  .transform((text) => new Date(text))
  .refine((at) => !Number.isNaN(at.getTime()), 'must be an instant that exists');
const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:00')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const Zone = z.string().refine(isZone, 'is no IANA time zone');

const Span = z
  .tuple([TimeOfDay, TimeOfDay])
  .transform(([open, close]) => ({ open, close }))
  .refine(({ open, close }) => close > open, 'must open before it closes (midnight is 24:00)');
const SpansByDate = z.record(LocalDate, z.array(Span)).default({});

const CalendarOf = z
  .object({
    timezone: Zone.default('UTC'),
    enabled: z.boolean().default(true),
    hours: z.partialRecord(z.enum(DAYS), z.array(Span)).nullish(),
    holidays: z.array(LocalDate).default([]),
    date_hours: SpansByDate,
    breaks: SpansByDate,
  })
  .transform(({ timezone, enabled, hours, holidays, date_hours, breaks }): Calendar => ({
    timeZone: timezone,
    isRoundTheClock: !enabled,
    weekly: DAYS.flatMap((day, index) =>
      (hours?.[day] ?? []).map(({ open, close }) => ({ weekday: index + 1, open, close })),
    ),
    holidays: new Set(holidays),
    datedHours: mapOf(date_hours),
    breaks: mapOf(breaks),
  }));

const Pauses = z
  .array(z.tuple([Instant, Instant.nullable()]))
  .default([])
  .transform((pairs) => pairs.map(([from, to]): Pause => (to ? { from, to } : { from })));

/** When a target is due; null: never, or not while a pause lasts. */
export const DueRow = z.object({
  calendar: CalendarOf,
  start: Instant,
  minutes: z.number().nonnegative(),
  paused: Pauses,
  hold_seconds: z.number().nonnegative().default(0),
  expect_due: Instant.nullable(),
});

/** What is counted between two instants. */
export const ElapsedRow = z.object({
  calendar: CalendarOf,
  from: Instant,
  to: Instant,
  paused: Pauses,
  expect_minutes: z.number(),
});

/** When it is open next; null: never again. */
export const NextOpenRow = z.object({ calendar: CalendarOf, at: Instant, expect_open: Instant.nullable() });

/** Which instant a local time is. */
export const LocalTimeRow = z.object({
  timezone: Zone,
  local: z.string().regex(/^\d{4}-\d\d-\d\dT(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/, 'must be a local time'),
  expect_instant: Instant,
});

const Rows = z.array(z.unknown()).default([]);

/** The file; its rows are read one by one, so that one that cannot be read does not hide the others. */
export const VectorsFile = z.object({
  cases: Rows,
  elapsed_cases: Rows,
  next_open_cases: Rows,
  local_time_cases: Rows,
});
export type VectorsFile = z.infer<typeof VectorsFile>;

function mapOf(spans: Readonly<Record<string, readonly LocalSpan[]>>): ReadonlyMap<string, readonly LocalSpan[]> {
  return new Map(Object.entries(spans));
}
