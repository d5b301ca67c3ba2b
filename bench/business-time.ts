/**
 * `npm run bench:business-time`: what a due time two working days ahead costs, for 100,000 open cases of one team: with the
 * days of its calendar kept, with a calendar read anew for each case, and worked out day by day with nothing kept.
 */
import { performance } from 'node:perf_hooks';
import type { Calendar } from '../src/core/business-time/calendar.ts';
import { dueAt } from '../src/core/business-time/counting.ts';
import { toInstant } from '../src/core/local-time.ts';
import { parseBusinessHours } from '../src/core/parse-business-hours.ts';

const ROUNDS = 7;
const CASES = 100_000;
/** The slow ways are measured with fewer cases; the cost of one is what is compared. */
const FEW = 1000;
const TARGET = 16 * 3600;
const DAY = 86_400_000;

const reading = parseBusinessHours('Mon-Fri 09:00-13:00, 14:00-18:00');
if ('problem' in reading) throw new Error(reading.problem);
const calendar: Calendar = {
  timeZone: 'Europe/Madrid',
  isRoundTheClock: false,
  weekly: reading.spans,
  holidays: new Set(['2026-04-03', '2026-10-12', '2026-12-25']),
  datedHours: new Map(),
  breaks: new Map(),
};

const began = Date.UTC(2026, 0, 1);
/** Spread over a year, so over both changes of the clocks. */
const starts = Array.from(
  { length: CASES },
  (_, index) => new Date(began + ((index * 7919) % 365) * DAY + index * 613),
);

const ways = [
  { name: 'days kept', count: CASES, due: (start: Date) => dueAt(calendar, start, TARGET) },
  { name: 'calendar read anew', count: FEW, due: (start: Date) => dueAt({ ...calendar }, start, TARGET) },
  { name: 'nothing kept', count: FEW, due: dayByDay },
];

for (const start of starts.slice(0, FEW)) {
  const answers = new Set(ways.map(({ due }) => due(start)?.getTime()));
  if (answers.size !== 1) throw new Error(`the ways differ for ${start.toISOString()}`);
}

// In turns, so that whatever else the machine does is shared by all.
const rounds = Array.from({ length: ROUNDS }, () => ways.map(({ count, due }) => microseconds(count, due)));
const medians = ways.map((_, way) => median(rounds.map((round) => round[way] ?? Number.NaN)));
const slowest = medians.at(-1) ?? Number.NaN;
for (const [index, { name }] of ways.entries()) {
  const cost = medians[index] ?? Number.NaN;
  console.log(`${name.padEnd(20)} ${cost.toFixed(2).padStart(9)} µs a due time   ${(slowest / cost).toFixed(1)}x`);
}

function microseconds(count: number, due: (start: Date) => Date | undefined): number {
  const from = performance.now();
  for (const start of starts.slice(0, count)) due(start);
  return ((performance.now() - from) * 1000) / count;
}

/** The same arithmetic as one would first write it: each date's spans converted, whenever they are needed. */
function dayByDay(start: Date): Date | undefined {
  const from = Math.floor(start.getTime() / 1000) * 1000;
  let left = TARGET * 1000;
  for (let day = Math.floor(from / DAY) - 1; ; day += 1) {
    const date = new Date(day * DAY);
    const text = date.toISOString().slice(0, 10);
    if (calendar.holidays.has(text)) continue;
    for (const { weekday, open, close } of calendar.weekly) {
      if (weekday !== (date.getUTCDay() || 7)) continue;
      const opens = Math.max(from, toInstant(text, open, calendar.timeZone).getTime());
      const length = toInstant(text, close, calendar.timeZone).getTime() - opens;
      if (length <= 0) continue;
      if (left <= length) return new Date(opens + left);
      left -= length;
    }
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
