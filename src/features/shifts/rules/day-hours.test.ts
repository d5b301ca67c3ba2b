import { describe, expect, it } from 'vitest';
import { found, judged, legs, measured, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';
const roster = rosterOf({
  zone,
  shifts: [
    'k ana 2026-05-12T20:00 2026-05-13T06:00',
    'o - 2026-05-13T15:00 2026-05-13T22:00',
    'p - 2026-05-13T15:00 2026-05-13T21:00',
    'q - 2026-05-15T09:00 2026-05-15T10:00',
    'long ben 2026-05-12T06:00 2026-05-12T20:00',
    'next - 2026-05-13T06:00 2026-05-13T07:00',
    'far - 2026-05-13T21:00 2026-05-13T23:00',
  ],
  facts: { o: { breakMinutes: 60 } },
});

describe('R15 by local dates', () => {
  const daily = (max: number, delta = true) => policyOf({ R15: { max_min: max, window: 'local_day' } }, delta);

  it('counts of a night in each date what is worked in it, without breaks', () => {
    expect(measured(roster, legs('o ->ana'), daily(720), 'R15', 'ana')).toEqual([
      { day: '2026-05-12', before_min: 240, after_min: 240, limit_min: 720 },
      { day: '2026-05-13', before_min: 360, after_min: 720, limit_min: 720 },
    ]);
    expect(judged(roster, legs('o ->ana'), daily(720)).verdict).toBe('allow');
    expect(judged(roster, legs('o ->ana'), daily(719)).verdict).toBe('deny');
  });

  it('spreads a break evenly over its shift', () => {
    const night = rosterOf({
      zone,
      shifts: ['k ana 2026-05-10T08:00 2026-05-10T09:00', 'n - 2026-05-12T21:00 2026-05-13T06:00'],
      facts: { n: { breakMinutes: 45 } },
    });

    const days = measured(night, legs('n ->ana'), daily(720), 'R15', 'ana').map(({ after_min: after }) => after);

    expect(days).toEqual([60, 165, 330]);
  });

  it('leaves alone a date that was too long before, unless it is strict', () => {
    expect(judged(roster, legs('q ->ben'), daily(600)).verdict).toBe('allow');
    expect(found(judged(roster, legs('q ->ben'), daily(600, false)))).toEqual(['R15 ben']);
    expect(judged(roster, legs('long ben>ana'), daily(600)).decisive?.numbers).toMatchObject({ after_min: 1080 });
  });
});

describe('R15 in any 24 hours', () => {
  const rolling = (max: number, delta = true) => policyOf({ R15: { max_min: max, window: 'any_24h' } }, delta);

  it('finds the 24 hours with most work, over midnight', () => {
    expect(measured(roster, legs('p ->ana'), rolling(720), 'R15', 'ana')).toEqual([
      { before_min: 600, after_min: 900, limit_min: 720, from: '2026-05-12 20:00' },
    ]);
    expect(judged(roster, legs('p ->ana'), rolling(900)).verdict).toBe('allow');
    expect(judged(roster, legs('p ->ana'), rolling(899)).verdict).toBe('deny');
  });

  it('counts those that are half in a shift', () => {
    const [most] = measured(roster, legs('far ->ana'), rolling(720), 'R15', 'ana');

    expect(most).toMatchObject({ before_min: 600, after_min: 600 });
  });

  it('leaves alone what was too much before, unless the trade adds to it', () => {
    expect(judged(roster, legs('q ->ben'), rolling(720)).verdict).toBe('allow');
    expect(found(judged(roster, legs('q ->ben'), rolling(720, false)))).toEqual(['R15 ben']);
    expect(judged(roster, legs('next ->ben'), rolling(720)).verdict).toBe('deny');
  });
});
