import { expect, test } from 'vitest';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { berlin } from '../../../../test/support/chain-world.ts';
import { beatOf } from './repeating.ts';

const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  isRoundTheClock: false,
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 1020 })) as Calendar['weekly'],
  holidays: new Set(),
  datedHours: new Map(),
  breaks: new Map(),
};

test.each([
  ['10:59', 0, '11:00'],
  ['11:00', 1, '2026-03-11 11:00'],
  ['16:59', 1, '2026-03-11 11:00'],
  ['2026-03-11 11:00', 2, '2026-03-12 11:00'],
])('begun at 10:00, it has come at %s to %d, and the next is at %s', (now, count, next) => {
  const beat = beatOf(calendar, berlin('10:00'), { first: 60, every: 480 }, berlin(now));

  expect(beat).toEqual({ count, nextAt: berlin(next) });
});
