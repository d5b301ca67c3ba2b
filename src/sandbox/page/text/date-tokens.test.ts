import { expect, test } from 'vitest';
import { ago, formatDateToken } from './date-tokens.ts';

const reader = { timeZone: 'Europe/Berlin', now: Date.parse('2026-11-23T10:20:00Z') };
const at = (iso: string) => Date.parse(iso) / 1000;

test.each([
  ['{date_num}', '2026-11-23'],
  ['{date_slash}', '23/11/2026'],
  ['{date_short}', 'Nov 23, 2026'],
  ['{date_long}', 'Monday, November 23rd, 2026'],
  ['{date_short_pretty} at {time}', 'Today at 12:50'],
  ['by {time}', 'by 12:50'],
  ['by {day_divider_pretty} {time}', 'by today 12:50'],
  ['{time_secs}', '12:50:00'],
  ['{ago}', 'in 2 hours'],
  ['{no_such_token}', '{no_such_token}'],
])('%s reads %s in Berlin', (format, text) => {
  expect(formatDateToken(at('2026-11-23T11:50:00Z'), format, '', reader)).toBe(text);
});

test('a time across midnight is tomorrow for the reader, whatever it is elsewhere', () => {
  expect(formatDateToken(at('2026-11-23T23:30:00Z'), '{date_short_pretty} {time}', '', reader)).toBe('Tomorrow 00:30');
});

test('nonsense shows the fallback', () => {
  expect(formatDateToken(Number('x'), '{time}', 'some day', reader)).toBe('some day');
});

test.each([
  [20_000, 'just now'],
  [60_000, '1 minute ago'],
  [-7_200_000, 'in 2 hours'],
  [3 * 86_400_000, '3 days ago'],
])('%d ms ago is %s', (elapsed, words) => {
  expect(ago(elapsed)).toBe(words);
});
