import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../core/typed-day.ts';
import { readDays } from './read-days.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

describe('a day as people type it', () => {
  test.each([
    ['today', '2026-11-22'],
    ['Tomorrow', '2026-11-23'],
    ['friday', '2026-11-27'],
    ['Fri', '2026-11-27'],
    ['next friday', '2026-11-27'],
    ['sunday', '2026-11-22'],
    ['24 Dec', '2026-12-24'],
    ['Thu 24 December', '2026-12-24'],
    ['Dec 24', '2026-12-24'],
    ['December 24, 2027', '2027-12-24'],
    ['24.12.', '2026-12-24'],
    ['24.12.2027', '2027-12-24'],
    ['2026-12-24', '2026-12-24'],
    ['on the 3 Jan', '2027-01-03'],
    ['22 Nov', '2026-11-22'],
    ['21 Nov', '2027-11-21'],
  ])('%s is %s', (typed, date) => {
    expect(readDay(typed, TODAY)).toBe(date);
  });

  test.each(['', 'frx', 'soon', '30 Feb', '2026-02-30', '24/12', 'week', '2026-13-01', '0 Dec', 'open <!channel>'])(
    '“%s” is none',
    (typed) => {
      expect(readDay(typed, TODAY)).toBeUndefined();
    },
  );
});

describe('several days', () => {
  test('are parted by commas, line ends and “and”, each once and in order', () => {
    expect(readDays('Sat, 24 Dec and tomorrow\nSaturday', TODAY)).toEqual({
      dates: ['2026-11-23', '2026-11-28', '2026-12-24'],
    });
  });

  test('with one that is none say which', () => {
    expect(readDays('Saturday, soonish', TODAY)).toEqual({
      problem: '“soonish” is no day. Write Friday, 24 Dec or 2026-12-24.',
    });
  });
});
