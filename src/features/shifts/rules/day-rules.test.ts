import { describe, expect, it } from 'vitest';
import { found, judged, legs, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';
const pickUp = legs('o ->ana');

function days(...of: readonly number[]): readonly string[] {
  return of.map(
    (day) => `d${day} ana 2026-05-${String(day).padStart(2, '0')}T09:00 2026-05-${String(day).padStart(2, '0')}T17:00`,
  );
}

function open(day: number): string {
  return `o - 2026-05-${day}T09:00 2026-05-${day}T17:00`;
}

describe('R16, days in a row', () => {
  it.each([
    [[11, 12, 13, 14, 15], 16, []],
    [[11, 12, 13, 14, 15, 16], 17, ['R16 ana']],
    [[11, 12, 13, 15, 16, 17], 14, ['R16 ana']],
    [[11, 12, 13, 15, 16, 17], 19, []],
  ])('of %j and %i', (worked, taken, expected) => {
    const roster = rosterOf({ zone, shifts: [...days(...worked), open(taken)] });

    expect(found(judged(roster, pickUp, policyOf({ R16: { max_days: 6 } })))).toEqual(expected);
  });

  it('do not become fewer because there were more of them somewhere else', () => {
    const long = Array.from({ length: 9 }, (_, day) => day + 1);
    const roster = rosterOf({
      zone,
      shifts: [...days(...long.map((day) => day + 20)), ...days(10, 11, 12, 13), open(14)],
    });

    const { decisive } = judged(roster, pickUp, policyOf({ R16: { max_days: 4 } }));

    expect(decisive?.numbers).toEqual({
      before_days: 4,
      after_days: 5,
      limit_days: 4,
      first_date: '2026-05-10',
      last_date: '2026-05-14',
    });
  });

  it('that were too many before do not stop another trade', () => {
    const roster = rosterOf({ zone, shifts: [...days(4, 5, 6, 7, 8, 9, 10, 11), open(20)] });

    expect(found(judged(roster, pickUp, policyOf({ R16: { max_days: 6 } })))).toEqual([]);
    expect(found(judged(roster, pickUp, policyOf({ R16: { max_days: 6 } }, false)))).toEqual(['R16 ana']);
  });

  it('go on over the night in which clocks change', () => {
    const shifts = [
      'a ana 2026-03-27T22:00 2026-03-28T06:00',
      'b ana 2026-03-28T22:00 2026-03-29T06:00',
      'o - 2026-03-29T22:00 2026-03-30T06:00',
    ];

    const verdict = judged(
      rosterOf({ zone, shifts }),
      pickUp,
      policyOf({ R16: { max_days: 3, counts: 'touched_dates' } }),
    );

    expect(verdict.decisive?.numbers).toMatchObject({ before_days: 3, after_days: 4, limit_days: 3 });
  });
});

describe('R17, the order of shifts', () => {
  const shifts = [
    'k ana 2026-05-13T14:00 2026-05-13T22:00',
    'o - 2026-05-14T06:00 2026-05-14T14:00',
    'p ana 2026-05-20T14:00 2026-05-20T22:00',
    'q ana 2026-05-21T06:00 2026-05-21T14:00',
  ];
  const facts = { k: { type: 'L' }, o: { type: 'E' }, p: { type: 'L' }, q: { type: 'E' } };

  it('shows the new pair, not an old one', () => {
    const verdict = judged(rosterOf({ zone, shifts: [...shifts], facts }), pickUp, policyOf({ R17: {} }));

    expect(verdict.decisive).toMatchObject({
      person: 'ana',
      numbers: { from_type: 'L', to_type: 'E', date: '2026-05-14' },
    });
  });

  it('is about the pairs of the team, and about shifts that have a kind', () => {
    const roster = rosterOf({ zone, shifts, facts: { ...facts, k: { type: null } } });

    expect(found(judged(roster, pickUp, policyOf({ R17: {} })))).toEqual([]);
    expect(
      found(judged(rosterOf({ zone, shifts, facts }), pickUp, policyOf({ R17: { forbidden: [['N', 'E']] } }))),
    ).toEqual([]);
  });
});

describe('R25, weekends', () => {
  const saturdays = days(2, 9);

  it('are counted by calendar month, a Sunday alone too', () => {
    const verdict = judged(
      rosterOf({ zone, shifts: [...saturdays, open(17)] }),
      pickUp,
      policyOf({ R25: { max_weekends: 2 } }),
    );

    expect(verdict.decisive?.numbers).toEqual({
      period: '2026-05',
      before_weekends: 2,
      after_weekends: 3,
      limit_weekends: 2,
    });
  });

  it('count once, however many of their days are worked', () => {
    const roster = rosterOf({ zone, shifts: [...saturdays, open(10)] });

    expect(found(judged(roster, pickUp, policyOf({ R25: { max_weekends: 2 } })))).toEqual([]);
  });

  it.each([
    ['2026-05-09', '2026-05-30', []],
    ['2026-05-02', '2026-05-16', ['R25 ana']],
    ['2026-05-02', '2026-05-15', []],
  ])('may be counted from %s to %s', (from, until, expected) => {
    const roster = rosterOf({ zone, shifts: [...saturdays, open(16)] });

    expect(found(judged(roster, pickUp, policyOf({ R25: { max_weekends: 2, from, until } })))).toEqual(expected);
  });

  it('that become half ones count where a team wants whole ones', () => {
    const roster = rosterOf({ zone, shifts: [...days(2, 3), open(16)] });
    const whole = policyOf({ R25: { max_weekends: 5, complete: 'whole' } });

    expect(judged(roster, pickUp, whole).decisive?.numbers).toMatchObject({
      half: true,
      before_weekends: 0,
      after_weekends: 1,
    });
    expect(found(judged(roster, pickUp, policyOf({ R25: { max_weekends: 5 } })))).toEqual([]);
  });
});
