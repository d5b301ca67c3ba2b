import { expect, test } from 'vitest';
import { isNoSuchDay } from './typed-day.ts';

test.each(['31 Feb', '30 February 2026', 'Sun 31 Apr', 'Feb 30', '29 Feb 2026', '31.04.', '2026-02-31', '2026-13-01'])(
  '%s is written like a date that no calendar has',
  (typed) => {
    expect(isNoSuchDay(typed)).toBe(true);
  },
);

test.each(['28 Feb', '29 Feb', '31.12.', '2026-02-28', 'friday', '3 weeks', 'foo 3', ''])('%s is not', (typed) => {
  expect(isNoSuchDay(typed)).toBe(false);
});
