import { assert, date, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, calendarOf, plainClock } from '../../../../test/support/calendars.ts';
import { isKeepable, plannedDue, readPlan } from './plan.ts';

const BERLIN = calendarOf('Europe/Berlin', 'Mon-Fri 09:00-17:50');
const MADRID = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00', { holidays: ['2026-11-23'] });
const NIGHT = calendarOf('Europe/Berlin', 'Sat-Sun 00:00-06:00');

describe('reading a plan', () => {
  test.each([
    ['2h', 120],
    ['30m', 30],
    ['30 min', 30],
    ['1d', 480],
    ['1.5h', 90],
    ['1,5 h', 90],
    ['ask the warehouse 1d, answer 30 minutes', 510],
    ['2 hours then 3 days', 120 + 3 * 480],
    ['call v2 team 1h', 60],
  ])('%s is %d minutes', (text, minutes) => {
    expect(readPlan(text)).toStrictEqual({ minutes });
  });

  test.each(['', 'soon', '2', '0h', 'h2', '-', 'room 12b'])('%j is not understood', (text) => {
    expect(readPlan(text)).toHaveProperty('problem');
  });

  test('more than a quarter of a year wants a date', () => {
    expect(readPlan('90d')).toHaveProperty('problem');
  });
});

describe('when a plan is done', () => {
  test.each([
    ['up to the quarter of an hour', BERLIN, '2026-11-24 10:07', 60, '2026-11-24 11:15'],
    ['on the quarter as it is', BERLIN, '2026-11-24 10:00', 60, '2026-11-24 11:00'],
    ['not past closing', BERLIN, '2026-11-24 16:46', 60, '2026-11-24 17:50'],
    ['exactly at closing', BERLIN, '2026-11-24 16:50', 60, '2026-11-24 17:50'],
    ['over the night', BERLIN, '2026-11-24 17:00', 60, '2026-11-25 09:15'],
    ['from Friday evening to Monday', BERLIN, '2026-11-27 17:30', 60, '2026-11-30 09:45'],
    ['over a holiday', MADRID, '2026-11-20 17:30', 60, '2026-11-24 09:30'],
    ['begun while closed', BERLIN, '2026-11-28 12:00', 30, '2026-11-30 09:30'],
    ['over the hour that comes twice', NIGHT, '2026-10-25 01:30', 180, '2026-10-25 03:30'],
    ['over the hour that is missing', NIGHT, '2026-03-29 01:30', 120, '2026-03-29 04:30'],
  ])('%s', (_name, calendar, start, minutes, due) => {
    const planned = plannedDue(calendar, at(start, calendar.timeZone), { minutes });

    expect(planned).toStrictEqual(at(due, calendar.timeZone));
  });

  test('round the clock it is plain time', () => {
    expect(plannedDue(plainClock(), at('2026-11-28 23:50'), { minutes: 30 })).toStrictEqual(at('2026-11-29 00:30'));
  });

  test('a team that never opens can plan nothing', () => {
    expect(plannedDue({ ...BERLIN, weekly: [] }, at('2026-11-24 10:00'), { minutes: 30 })).toBeUndefined();
  });

  test('it is never a time at which nobody is there, nor one before the work is done', () => {
    const anyStart = date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });

    assert(
      property(anyStart, integer({ min: 1, max: 3000 }), (start, minutes) => {
        const due = plannedDue(MADRID, start, { minutes });

        expect(due && isKeepable(MADRID, due)).toBe(true);
        expect(due && due.getTime() - start.getTime()).toBeGreaterThanOrEqual(minutes * 60_000 - 1000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what can be kept', () => {
  test.each([
    ['2026-11-24 09:00', true],
    ['2026-11-24 17:50', true],
    ['2026-11-24 17:51', false],
    ['2026-11-24 08:59', false],
    ['2026-11-28 12:00', false],
  ])('%s: %s', (local, keepable) => {
    expect(isKeepable(BERLIN, at(local, 'Europe/Berlin'))).toBe(keepable);
  });
});
