import { expect, test } from 'vitest';
import { until, untilText } from './parts.ts';

const BERLIN = 'Europe/Berlin';

test('what ends at midnight ends with the day before, not on the next', () => {
  const midnight = new Date('2026-11-26T23:00:00Z');

  expect(until(midnight, BERLIN)).toBe('the end of Thursday 26 November');
  expect(untilText(midnight, BERLIN)).toBe('the end of Thursday 26 November');
  expect(untilText(new Date('2026-11-26T15:00:00Z'), BERLIN)).toBe('Thursday 26 November, 16:00');
});

test('a date inside a sentence names its weekday, and does not begin with a capital letter', () => {
  expect(until(new Date('2026-11-26T15:00:00Z'), BERLIN)).toMatchObject({
    format: '\u200b{day_divider_pretty} {time}',
  });
});
