import { describe, expect, it } from 'vitest';
import { found, judged, legs, measured, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';
const pickUp = legs('o ->ana');

/** Ana's nights from Wednesday to Saturday, and Sunday's is open: five nights of eight hours by the clock. */
function nights(first: string) {
  const date = (days: number) => new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
  const lines = [0, 1, 2, 3].map((day) => `n${day} ana ${date(day)}T22:00 ${date(day + 1)}T06:00`);
  return rosterOf({ zone, shifts: [...lines, `o - ${date(4)}T22:00 ${date(5)}T06:00`] });
}

describe('R13 and R14, hours in a week', () => {
  it.each([
    ['2026-03-25', 'spring', 1860, 2340],
    ['2026-10-21', 'autumn', 1980, 2460],
    ['2026-05-13', 'between', 1920, 2400],
  ])('counts five nights from %s (%s) as they really pass: %i, then %i minutes', (first, _when, before, after) => {
    const week = { threshold_min: 2400, attribution: 'start' } as const;

    const [read] = measured(nights(first), pickUp, policyOf({ R14: week }), 'R14', 'ana');

    expect(read).toMatchObject({ before_min: before, after_min: after, limit_min: 2400 });
  });

  it('lets exactly the limit pass, and not a minute more', () => {
    const roster = nights('2026-05-13');

    expect(found(judged(roster, pickUp, policyOf({ R13: { max_week_min: 2400, attribution: 'start' } })))).toEqual([]);
    expect(found(judged(roster, pickUp, policyOf({ R13: { max_week_min: 2399, attribution: 'start' } })))).toEqual([
      'R13 ana',
    ]);
  });

  it('leaves a week alone that was over the limit before, unless rules are strict', () => {
    const roster = rosterOf({
      zone,
      shifts: [
        ...['11', '12', '13', '14'].map((day) => `d${day} ana 2026-05-${day}T08:00 2026-05-${day}T19:00`),
        'g ana 2026-05-20T08:00 2026-05-20T16:00',
        'r ben 2026-05-21T08:00 2026-05-21T16:00',
      ],
    });
    const trade = legs('g ana>ben', 'r ben>ana');
    const rules = { R13: { max_week_min: 2400 } };

    expect(found(judged(roster, trade, policyOf(rules)))).toEqual([]);
    expect(found(judged(roster, trade, policyOf(rules, false)))).toEqual(['R13 ana']);
  });

  it('takes unpaid breaks out', () => {
    const roster = rosterOf({
      zone,
      people: [person('ana')],
      shifts: ['o - 2026-05-13T09:00 2026-05-13T17:00'],
      facts: { o: { breakMinutes: 30 } },
    });

    expect(found(judged(roster, pickUp, policyOf({ R13: { max_week_min: 450 } })))).toEqual([]);
    expect(found(judged(roster, pickUp, policyOf({ R13: { max_week_min: 449 } })))).toEqual(['R13 ana']);
  });
});

describe('R20, the contract’s minimum', () => {
  const shifts = ['g ana 2026-05-13T09:00 2026-05-13T17:00', 'k ana 2026-05-14T09:00 2026-05-14T17:00'];
  const give = legs('g ana>ben');

  it('is told with the week, where somebody falls below it', () => {
    const verdict = judged(
      rosterOf({ zone, people: [person('ben')], shifts }),
      give,
      policyOf({ R20: { min_week_min: 960 } }),
    );

    expect(verdict.decisive).toMatchObject({
      rule: 'R20',
      person: 'ana',
      numbers: { week_start: '2026-05-11', before_min: 960, after_min: 480, limit_min: 960 },
    });
  });

  it('is that of the person’s own contract where there is one', () => {
    const people = [person('ben'), person('ana', { contractMinutes: 480 })];

    expect(found(judged(rosterOf({ zone, people, shifts }), give, policyOf({ R20: { min_week_min: 960 } })))).toEqual(
      [],
    );
  });

  it('says nothing of weeks in which nobody works, nor of ones that only get better', () => {
    const roster = rosterOf({ zone, shifts: ['o - 2026-05-13T09:00 2026-05-13T17:00'], people: [person('ana')] });

    expect(found(judged(roster, pickUp, policyOf({ R20: { min_week_min: 2400 } })))).toEqual([]);
  });
});
