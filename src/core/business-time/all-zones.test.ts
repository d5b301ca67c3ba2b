import { describe, expect, it } from 'vitest';
import { calendarOf, plainClock } from '../../../test/support/calendars.ts';
import { isLongForm } from '../../../test/support/long-form.ts';
import { type WalkedZone, changesOf, courseOf, walkTime, walkZone } from '../../../test/support/walked-time.ts';
import { allZones } from '../local-time.ts';
import type { Calendar } from './calendar.ts';
import { countBack, countedSeconds, dueAt, isOpenAt, nextOpening } from './counting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEARS = [Date.UTC(2025, 0, 1), Date.UTC(2027, 0, 1)] as const;
/** For zones whose clocks stand still. */
const ANY_DAY = Date.UTC(2026, 0, 1);

const weeks: readonly ((zone: string) => Calendar)[] = [
  (zone) => calendarOf(zone, 'Mon-Fri 09:00-18:00'),
  (zone) => calendarOf(zone, 'daily 22:00-06:00'),
  (zone) => calendarOf(zone, 'daily 00:00-02:00, 02:15-02:45, 03:10-12:00, 23:30-24:00'),
  (zone) => calendarOf(zone, 'daily 00:30-01:30, 02:30-03:15, 23:00-23:45'),
  (zone) => calendarOf(zone, '24/7'),
  plainClock,
];

/** Zones whose clocks go alike around a change are looked at once, but in the long form. */
describe('every time zone, at each change of its clocks in two years', () => {
  const zones = allZones();
  const changes = zones.flatMap((zone) => changesOf(zone, ...YEARS).map((change) => [zone, change] as const));
  const still = zones.filter((zone) => !changes.some(([changing]) => changing === zone));

  it('is there: a zone database from after 2023', () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(400);
    // Egypt has had summer time again since 2023.
    expect(changes.filter(([zone]) => zone === 'Africa/Cairo').length).toBe(4);
  });

  it('agrees with the slow clock, before, in and after the change', () => {
    const moments = [...changes, ...still.map((zone) => [zone, ANY_DAY] as const)];
    const seen = new Set<string>();

    const wrong = moments.flatMap(([zone, change]) => {
      const walk = walkZone(zone, change - 2 * DAY, change + 4 * DAY);
      const course = courseOf(walk);
      if (seen.has(course) && !isLongForm) return [];
      seen.add(course);
      return weeks.flatMap((week, index) =>
        differences(week(zone), walk, change).map((what) => `${zone} ${index} ${what}`),
      );
    });

    expect(seen.size).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  }, 60_000);
});

/** What the two say differently about instants around the change; each is computed for a calendar of its own, then kept. */
function differences(calendar: Calendar, walk: WalkedZone, change: number): readonly string[] {
  const walked = walkTime(calendar, walk);
  const starts = [-26, -9, -0.25, 0, 0.5, 11].map((hours) => change + hours * HOUR);
  return starts.flatMap((start) => {
    const from = new Date(start);
    const [due, end] = [dueAt(calendar, from, 5400), new Date(start + 30 * HOUR)];
    const pairs = [
      ['open', isOpenAt(calendar, from), walked.isOpenAt(start)],
      ['opens', nextOpening(calendar, from)?.getTime(), walked.dueAt(start, 0)],
      ['due', due?.getTime(), walked.dueAt(start, 5400)],
      ['counted', countedSeconds(calendar, from, end), walked.countedSeconds(start, end.getTime())],
      ['back', due && countBack(calendar, due, 5400)?.getTime(), nextOpening(calendar, from)?.getTime()],
    ] as const;
    return pairs
      .filter(([, actual, expected]) => actual !== expected)
      .map(([what, actual, expected]) => `${from.toISOString()} ${what}: ${actual}, walked ${expected}`);
  });
}
