import { expect, test } from 'vitest';
import { readShiftText, type ShiftAsked } from './shift-text.ts';

/** A Tuesday. */
const TODAY = '2026-11-24';

const week = (whose: Extract<ShiftAsked, { kind: 'week' }>['whose'], monday: string): ShiftAsked => ({
  kind: 'week',
  whose,
  monday,
});
const day = (date: string): ShiftAsked => ({ kind: 'day', date });

test.each<readonly [string, ShiftAsked]>([
  ['', week('mine', '2026-11-23')],
  ['mine', week('mine', '2026-11-23')],
  ['my shifts next week', week('mine', '2026-11-30')],
  ['next week', week('mine', '2026-11-30')],
  ['last week', week('mine', '2026-11-16')],
  ['in 2 weeks', week('mine', '2026-12-07')],
  ['week of 7 Dec', week('mine', '2026-12-07')],
  ['Week of Dec 10', week('mine', '2026-12-07')],
  ['week of 16 Nov', week('mine', '2026-11-16')],
  ['week of 2027-01-01', week('mine', '2026-12-28')],
  ['team', week('team', '2026-11-23')],
  ['team  next week', week('team', '2026-11-30')],
  ['team week of 24.12.', week('team', '2026-12-21')],
  ['team tomorrow', day('2026-11-25')],
  ['today', day('2026-11-24')],
  ['Today', day('2026-11-24')],
  ['tomorrow', day('2026-11-25')],
  ['yesterday', day('2026-11-23')],
  ['Friday', day('2026-11-27')],
  ['on friday', day('2026-11-27')],
  ['next friday', day('2026-12-04')],
  ['next monday', day('2026-11-30')],
  ['24 Dec', day('2026-12-24')],
  ['2 January', day('2027-01-02')],
  ['20 Nov', day('2026-11-20')],
  ['mine friday', day('2026-11-27')],
  ['open', week('open', '2026-11-23')],
  ['open next week', week('open', '2026-11-30')],
  ['open friday', week('open', '2026-11-23')],
  ['@ben', week({ name: 'ben' }, '2026-11-23')],
  ['@ben next week', week({ name: 'ben' }, '2026-11-30')],
  ['@Ben de Vries week of 7 Dec', week({ name: 'Ben de Vries' }, '2026-12-07')],
  ['<@U0BEN|ben> next week', week({ name: 'U0BEN' }, '2026-11-30')],
  ['help', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['ben', { kind: 'words', words: 'ben' }],
  ['31 Feb', { kind: 'words', words: '31 Feb' }],
  ['team of ben', { kind: 'words', words: 'team of ben' }],
])('/shift %s', (typed, asked) => {
  expect(readShiftText(typed, TODAY)).toEqual(asked);
});
