import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from './local-time.ts';
import { localDays, localWeeks, wallClock } from './local-windows.ts';

const HOUR = 3_600_000;

function dayNumber(date: string): number {
  return Date.parse(date) / (24 * HOUR);
}

function hoursOf(zone: string, date: string): number {
  const days = localDays(zone);
  return (days.startOf(dayNumber(date) + 1) - days.startOf(dayNumber(date))) / HOUR;
}

describe('a local date', () => {
  it.each([
    ['Europe/Madrid', '2026-05-13', 24],
    ['Europe/Madrid', '2026-03-29', 23],
    ['Europe/Madrid', '2026-10-25', 25],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Santiago', '2026-09-06', 23],
    ['America/Santiago', '2026-04-04', 25],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s, %s, lasts %d h', (zone, date, hours) => {
    expect(hoursOf(zone, date)).toBe(hours);
  });

  it.each([
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z'],
  ])('in %s whose midnight is missing, %s, starts at 01:00', (zone, date, first) => {
    const start = localDays(zone).startOf(dayNumber(date));

    expect(new Date(start)).toEqual(new Date(first));
    expect(wallClock(zone, start) % (24 * HOUR)).toBe(HOUR);
  });

  it('is that of the instant, in any zone at any time', () => {
    const zones = [
      'Europe/Madrid',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Beirut',
      'Africa/Casablanca',
      'UTC',
    ];

    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 730 * 96 }), (zone, quarters) => {
        const instant = Date.parse('2025-06-01T00:00:00Z') + quarters * 15 * 60_000;
        const days = localDays(zone);
        const index = days.indexAt(instant);
        expect(days.nameOf(index)).toBe(localDate(new Date(instant), zone));
        expect(days.startOf(index)).toBeLessThanOrEqual(instant);
        expect(days.startOf(index + 1)).toBeGreaterThan(instant);
      }),
    );
  });
});

describe('a date of which an hour comes again after the next one began', () => {
  it('is over when that one begins, so that time is cut without a gap', () => {
    const days = localDays('America/St_Johns');
    const again = Date.parse('2010-11-07T03:00:00Z');

    expect(localDate(new Date(again), 'America/St_Johns')).toBe('2010-11-06');
    expect(days.nameOf(days.indexAt(again))).toBe('2010-11-07');
    expect(days.startOf(days.indexAt(again))).toBe(Date.parse('2010-11-07T02:30:00Z'));
  });
});

describe('a local week', () => {
  it.each([
    ['Mon', '00:00', '2026-05-18T00:00:00+02:00', '2026-05-18'],
    ['Mon', '00:00', '2026-05-17T23:59:59+02:00', '2026-05-11'],
    ['Mon', '06:00', '2026-05-18T05:59:00+02:00', '2026-05-11'],
    ['Mon', '06:00', '2026-05-18T06:00:00+02:00', '2026-05-18'],
    ['Sun', '00:00', '2026-05-17T00:00:00+02:00', '2026-05-17'],
    ['Mon', '24:00', '2026-05-18T23:00:00+02:00', '2026-05-11'],
    ['Mon', '24:00', '2026-05-19T00:00:00+02:00', '2026-05-18'],
  ] as const)('that starts %s %s holds %s', (start, time, instant, name) => {
    const weeks = localWeeks('Europe/Madrid', start, time);

    expect(weeks.nameOf(weeks.indexAt(Date.parse(instant)))).toBe(name);
  });

  it('is an hour shorter or longer where clocks change in it', () => {
    const weeks = localWeeks('Europe/Madrid', 'Mon');
    const hours = (date: string): number => {
      const index = weeks.indexAt(Date.parse(`${date}T12:00:00Z`));
      return (weeks.startOf(index + 1) - weeks.startOf(index)) / HOUR;
    };

    expect([hours('2026-03-23'), hours('2026-03-30'), hours('2026-10-19')]).toEqual([167, 168, 169]);
  });
});
