import { describe, expect, it } from 'vitest';
import { at, judged, legs, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import type { Leg } from './roster.ts';

const zone = 'Europe/Madrid';
/** From Sunday 22:00 to Monday 06:00, a week after and before shifts of 4 h each. */
const roster = rosterOf({
  zone,
  people: [person('ben')],
  shifts: [
    'a ana 2026-05-13T08:00 2026-05-13T12:00',
    'n ana 2026-05-17T22:00 2026-05-18T06:00',
    'z ana 2026-05-20T08:00 2026-05-20T12:00',
    'y ben 2026-05-14T08:00 2026-05-14T12:00',
    'x ben 2026-05-21T08:00 2026-05-21T12:00',
  ],
  facts: { n: { breakMinutes: 48 } },
});

/** Week, minutes before and after, of each week in which a minute was too much. */
function weeks(trade: readonly Leg[], attribution: 'split' | 'start', delta = true): readonly unknown[] {
  const verdict = judged(roster, trade, policyOf({ R13: { max_week_min: 60, attribution } }, delta));
  const rows = verdict.findings.map(({ person: who, numbers }) => [
    who,
    numbers['week_start'],
    numbers['before_min'],
    numbers['after_min'],
  ]);
  return rows.toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
}

describe('paid minutes of a week', () => {
  it('count where they are worked, or where the shift starts', () => {
    expect(weeks(legs('n ana>ben'), 'split')).toEqual([
      ['ben', '2026-05-11', 240, 240 + 108],
      ['ben', '2026-05-18', 240, 240 + 324],
    ]);
    expect(weeks(legs('n ana>ben'), 'start')).toEqual([['ben', '2026-05-11', 240, 240 + 432]]);
  });

  it('of what is left of a shift count where that starts', () => {
    const part = { from: at('2026-05-17T22:00', zone), to: at('2026-05-18T02:00', zone) };
    const trade = [{ shift: 'n', from: 'ana', to: 'ben', part }];

    const first = [{ ...trade[0]!, part: { ...part, to: at('2026-05-18T00:00', zone) } }];

    expect(weeks(first, 'start')).toContainEqual(['ana', '2026-05-18', 240, 240 + 324]);
    expect(weeks(trade, 'split', false)).toEqual([
      ['ana', '2026-05-11', 348, 240],
      ['ana', '2026-05-18', 564, 240 + 216],
      ['ben', '2026-05-11', 240, 240 + 108],
      ['ben', '2026-05-18', 240, 240 + 108],
    ]);
    expect(weeks(trade, 'start', false)).toEqual([
      ['ana', '2026-05-11', 672, 240],
      ['ana', '2026-05-18', 240, 240 + 216],
      ['ben', '2026-05-11', 240, 240 + 216],
      ['ben', '2026-05-18', 240, 240],
    ]);
  });
});
