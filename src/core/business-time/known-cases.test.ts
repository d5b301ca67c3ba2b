import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedData } from '../../../test/support/shared-data.ts';
import { hoursOf, neverOpen } from '../../../test/support/calendars.ts';
import type { Calendar } from './calendar.ts';
import { countBack, countedSeconds, dueAt } from './counting.ts';

const Row = z.object({
  id: z.string(),
  schedule: z.object({
    tz: z.string(),
    hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
    holidays: z.array(z.string()),
  }),
  op: z.enum(['add', 'sub', 'between']),
  start: z.coerce.date(),
  end: z.coerce.date().optional(),
  working_seconds: z.number().optional(),
  expected: z.union([z.string(), z.number()]),
});
type Row = z.infer<typeof Row>;

const path = sharedData('business-hours-vectors.json');

describe('business-hours-vectors.json, what the tests of other libraries expect', () => {
  it.skipIf(!path)('holds for every row, forwards, backwards and between', () => {
    const rows = z.array(Row).parse(JSON.parse(readFileSync(path ?? '', 'utf8')));

    const wrong = rows.filter((row) => answerOf(row) !== expectedOf(row)).map(({ id }) => id);

    expect(rows.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

/** An instant in milliseconds, or seconds counted. */
function answerOf({ schedule, op, start, end = start, working_seconds: seconds = 0 }: Row): number | undefined {
  const calendar = calendarOf(schedule);
  if (op === 'between') return countedSeconds(calendar, start, end);
  const count = op === 'add' ? dueAt : countBack;
  return count(calendar, start, seconds)?.getTime();
}

function expectedOf({ expected }: Row): number {
  return typeof expected === 'number' ? expected : Date.parse(expected);
}

function calendarOf({ tz, hours, holidays }: Row['schedule']): Calendar {
  const text = Object.entries(hours).map(([day, spans]) => `${day} ${spans.map((span) => span.join('-')).join(', ')}`);
  return { ...neverOpen(tz), weekly: hoursOf(text.join('; ')), holidays: new Set(holidays) };
}
