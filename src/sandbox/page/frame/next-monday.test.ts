import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { nextMonday } from './next-monday.ts';

test.each([
  ['2026-11-22T04:00[Europe/Berlin]', '2026-11-23T08:55'],
  ['2026-11-23T08:54[Europe/Berlin]', '2026-11-23T08:55'],
  ['2026-11-23T08:55[Europe/Berlin]', '2026-11-30T08:55'],
  ['2026-03-28T12:00[Europe/Berlin]', '2026-03-30T08:55'],
])('the Monday after %s is %s on the wall', (from, monday) => {
  expect(nextMonday(Temporal.ZonedDateTime.from(from)).toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(
    monday,
  );
});
