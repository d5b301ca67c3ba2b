import { expect, test } from 'vitest';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { berlin } from '../../../../test/support/chain-world.ts';
import { beatOf } from './repeating.ts';

/** Open from Monday to Friday with a break at noon. */
const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  isRoundTheClock: false,
  weekly: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, open: 540, close: 720 },
    { weekday, open: 780, close: 1020 },
  ]) as Calendar['weekly'],
  holidays: new Set(['2026-03-16']),
  datedHours: new Map(),
  breaks: new Map(),
};
const GROWING = [60, 120, 240];

test.each([
  ['10:59', undefined, '11:00'],
  ['11:00', '11:00', '14:00'],
  ['15:00', '14:00', '2026-03-11 10:00'],
  ['2026-03-11 10:00', '2026-03-11 10:00', '2026-03-12 09:00'],
  ['2026-03-12 09:00', '2026-03-12 09:00', '2026-03-13 09:00'],
  ['2026-03-13 09:00', '2026-03-13 09:00', '2026-03-17 09:00'],
])('begun on a Tuesday at 10:00, at %s the last was at %s, and the next is at %s', (now, last, next) => {
  const beat = beatOf(GROWING, berlin('10:00'), berlin(now), calendar);

  expect(beat).toEqual({ lastAt: last && berlin(last), nextAt: berlin(next) });
});

test('what goes on outside the hours grows by the plain clock, and then comes in the morning too', () => {
  const hours = { ...calendar, isRoundTheClock: true };
  const begun = berlin('20:00');

  expect(beatOf(GROWING, begun, berlin('23:00'), calendar, hours).nextAt).toEqual(berlin('2026-03-11 03:00'));
  expect(beatOf(GROWING, begun, berlin('2026-03-11 03:00'), calendar, hours).nextAt).toEqual(
    berlin('2026-03-11 09:00'),
  );
});

test('where it is never closed, the day begins at nine, also when the clocks change', () => {
  const always = { ...calendar, isRoundTheClock: true };

  expect(beatOf([], berlin('2026-03-28 12:00'), berlin('2026-03-28 12:00'), always).nextAt).toEqual(
    new Date('2026-03-29T07:00:00Z'),
  );
});

test('a night that goes over midnight begins where it opens', () => {
  const nights: Calendar = {
    ...calendar,
    weekly: [
      { weekday: 2, open: 1320, close: 1440 },
      { weekday: 3, open: 0, close: 360 },
      { weekday: 4, open: 1320, close: 1440 },
    ] as Calendar['weekly'],
  };

  expect(beatOf([], berlin('23:00'), berlin('23:00'), nights).nextAt).toEqual(berlin('2026-03-12 22:00'));
});

test('a calendar that never opens tells nobody', () => {
  const closed = { ...calendar, weekly: [] };

  expect(beatOf(GROWING, berlin('10:00'), berlin('10:00'), closed)).toEqual({ lastAt: undefined, nextAt: undefined });
});
