import { expect, test } from 'vitest';
import { durationField, durationText, readDuration } from './durations.ts';

test.each([
  ['30', 30],
  ['30m', 30],
  ['30 min', 30],
  ['5 minutes', 5],
  ['1 minute', 1],
  ['2 hrs', 120],
  ['1 hour 30 minutes', 90],
  ['4h', 240],
  ['1.5h', 90],
  ['1,5 h', 90],
  ['1h 30m', 90],
  ['2 hours', 120],
  ['2d', 960],
  ['1 day 2h', 600],
  ['', 0],
  ['0', 0],
  ['none', 0],
])('%j is %d minutes', (typed, minutes) => {
  expect(readDuration(typed)).toEqual({ seconds: minutes * 60 });
});

test.each(['soon', '4x', '-5', '1h-2h', '0.2', '99999h', '4 h tomorrow', '٤h'])('%j is refused in words', (typed) => {
  expect(readDuration(typed)).toHaveProperty('problem');
});

test.each([60, 900, 3600, 5400, 28_800, 86_400])('%d seconds read back from the field', (seconds) => {
  expect(readDuration(durationField(seconds))).toEqual({ seconds });
});

test.each([
  [59, 'less than a minute'],
  [119, '1 min'],
  [3599, '59 min'],
  [3600, '1 h'],
  [11_100, '3 h 5 min'],
])('rule 9: %d seconds are shown in whole minutes, rounded down: %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
