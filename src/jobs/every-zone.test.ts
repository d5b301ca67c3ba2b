import { expect, test } from 'vitest';
import { isLongForm } from '../../test/support/long-form.ts';
import { allZones } from '../core/local-time.ts';
import { nextOccurrence } from './next-occurrence.ts';

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;
const FIRST = Date.parse('2026-01-01T12:00:00Z');
const LAST = Date.parse('2027-12-31T12:00:00Z');
/** For zones whose clocks never change: where those of others do. */
const USUAL = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map((date) => Date.parse(`${date}T12:00:00Z`));
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** What the wall clock of a zone shows, as text that sorts: `2026-03-10 09:00`. Asks Intl, which the code under test does not. */
type Wall = (at: number) => string;

function wallOf(zone: string): Wall {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => format.format(at);
}

/** The days in which a zone's clocks change within the two years. */
function changesOf(wall: Wall): readonly number[] {
  const days: number[] = [];
  for (let day = FIRST; day < LAST; day += DAY_MS) {
    if (wall(day).slice(11) !== wall(day + DAY_MS).slice(11)) days.push(day + DAY_MS / 2);
  }
  return days.length > 0 ? days : USUAL;
}

/** Five days of a wall clock around a change, every quarter of an hour. */
interface Window {
  readonly from: number;
  readonly walls: readonly string[];
}

function windowAround(wall: Wall, middle: number): Window {
  const from = middle - 2.5 * DAY_MS;
  return { from, walls: Array.from({ length: 5 * 96 }, (_, index) => wall(from + index * QUARTER_MS)) };
}

/** Each whole local date with the first instant at which the wall clock has reached that time of it. */
function expectedRuns({ from, walls }: Window, time: string): readonly string[] {
  const dates = [...new Set(walls.map((wall) => wall.slice(0, 10)))].slice(1, -1);
  return dates.map((date) => {
    const index = walls.findIndex((wall) => wall >= `${date} ${time}`);
    return `${date} at ${new Date(from + index * QUARTER_MS).toISOString()}`;
  });
}

function actualRuns(zone: string, { walls, from }: Window, minutes: number, count: number): readonly string[] {
  const rule = { minutes, weekdays: everyDay, timeZone: zone };
  const runs: string[] = [];
  let next = { at: new Date(from), localDate: walls[0]?.slice(0, 10) ?? '' };
  for (let run = 0; run < count; run += 1) {
    next = nextOccurrence(rule, next.at, next.localDate);
    runs.push(`${next.localDate} at ${next.at.toISOString()}`);
  }
  return runs;
}

interface Sweep {
  readonly zones: number;
  readonly changes: number;
  readonly runs: number;
  readonly wrong: readonly string[];
}

/** Every half hour around every change. Zones whose clocks go alike are looked at once, unless `all` are. */
function sweep(all: boolean): Sweep {
  const seen = new Set<string>();
  const wrong: string[] = [];
  let [changes, runs] = [0, 0];
  for (const zone of allZones()) {
    const wall = wallOf(zone);
    for (const middle of changesOf(wall)) {
      const around = windowAround(wall, middle);
      const alike = around.walls.join();
      changes += 1;
      if (!all && seen.has(alike)) continue;
      seen.add(alike);
      for (let minutes = 0; minutes < 1440; minutes += 30) {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`;
        const expected = expectedRuns(around, time);
        const actual = actualRuns(zone, around, minutes, expected.length);
        runs += actual.length;
        if (actual.join() !== expected.join()) wrong.push(`${zone} ${time}: ${actual.join()} for ${expected.join()}`);
      }
    }
  }
  return { zones: allZones().length, changes, runs, wrong };
}

test(
  'in every zone, every half hour around every change of two years: one run for each local date, at its first minute',
  () => {
    const began = performance.now();

    const { zones, changes, runs, wrong } = sweep(isLongForm);

    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${zones} zones, ${changes} changes: ${runs} runs looked at, ${wrong.length} wrong, in ${seconds} s`);
    expect(zones).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
  },
  isLongForm ? 600_000 : 60_000,
);
