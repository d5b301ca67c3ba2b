import { expect, test } from 'vitest';
import { aShift } from '../../../../test/support/swap-views.ts';
import { lengthText, wholeOf } from './shift-words.ts';

const BERLIN = 'Europe/Berlin';

function shift(from: string, to: string, breakMinutes: number) {
  return aShift({ timeZone: BERLIN, startsAt: new Date(from), endsAt: new Date(to), breakMinutes });
}

test.each([
  ['8 h', shift('2026-11-24T07:00:00Z', '2026-11-24T15:00:00Z', 0)],
  ['8 h + 30 min break', shift('2026-11-24T07:00:00Z', '2026-11-24T15:30:00Z', 30)],
  ['8 h + 1 h break: the clocks go back 1 h in it', shift('2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z', 60)],
])('a shift is as long as it is worked, and its break is said: %s', (said, row) => {
  expect(lengthText(row, wholeOf(row))).toBe(said);
});

test('a part has its share of the break', () => {
  const row = shift('2026-11-24T07:00:00Z', '2026-11-24T15:00:00Z', 60);
  const half = { fromAt: row.startsAt, toAt: new Date('2026-11-24T11:00:00Z') };

  expect(lengthText(row, half)).toBe('3 h 30 min + 30 min break');
});
