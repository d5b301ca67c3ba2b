import { describe, expect, it } from 'vitest';
import { found, judged, legs, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import type { Person } from './roster.ts';

const zone = 'Europe/Madrid';
const shifts = ['g ana 2026-05-13T09:00 2026-05-13T17:00', 'r ben 2026-05-14T09:00 2026-05-14T18:00'];
const both = legs('g ana>ben', 'r ben>ana');
const give = legs('g ana>ben');

function roster(ben: Partial<Person> = {}, facts = {}) {
  return rosterOf({ zone, people: [person('ben', ben)], shifts, facts });
}

describe('what a trade is made of', () => {
  it('R21: paid time is about equal for whoever gives and receives', () => {
    const verdict = judged(roster(), both, policyOf({ R21: {} }));

    expect(verdict.decisive).toMatchObject({ person: null, numbers: { deltas: { ana: 60, ben: -60 }, limit_min: 0 } });
    expect(found(judged(roster(), both, policyOf({ R21: { max_diff_min: 60 } })))).toEqual([]);
    expect(found(judged(roster({}, { r: { breakMinutes: 60 } }), both, policyOf({ R21: {} })))).toEqual([]);
    expect(found(judged(roster(), give, policyOf({ R21: {} })))).toEqual([]);
  });

  it('R22: nobody gives for nothing', () => {
    expect(found(judged(roster(), give, policyOf({ R22: {} })))).toEqual(['R22 ana']);
    expect(found(judged(roster(), both, policyOf({ R22: {} })))).toEqual([]);
  });

  it.each([
    [2, []],
    [3, ['R26 ben']],
  ])('R26: with %i trades this month', (tradesThisMonth, expected) => {
    expect(found(judged(roster({ tradesThisMonth }), give, policyOf({ R26: {} })))).toEqual(expected);
  });

  it('R26: with more requests open than a team wants', () => {
    expect(found(judged(roster({ openRequests: 5 }), give, policyOf({ R26: {} })))).toEqual([]);
    expect(judged(roster({ openRequests: 6 }), give, policyOf({ R26: {} })).decisive).toMatchObject({
      person: 'ben',
      numbers: { open_requests: 6, limit: 5 },
    });
  });

  it('R27: whoever is excluded takes no part, neither gives nor takes', () => {
    expect(found(judged(roster({ isExcluded: true }), give, policyOf({ R27: {} })))).toEqual(['R27 ben']);
    expect(found(judged(roster({ isExcluded: true }), legs('r ben>ana'), policyOf({ R27: {} })))).toEqual(['R27 ben']);
    expect(found(judged(roster(), give, policyOf({ R27: {} })))).toEqual([]);
  });

  it.each<[Partial<Person>, object, readonly string[]]>([
    [{ homeZone: 'Europe/London' }, {}, ['R28 ben']],
    [{ homeZone: 'Europe/Madrid' }, {}, []],
    [{ homeZone: null }, {}, []],
    [{ site: 'Leeds' }, { site: 'Berlin' }, ['R28 ben']],
    [{ site: 'Leeds' }, { site: 'Leeds' }, []],
    [{ site: 'Leeds' }, {}, []],
    [{}, { site: 'Berlin' }, []],
  ])('R28: of %o, a shift of %o', (ben, shift, expected) => {
    expect(found(judged(roster(ben, { g: shift }), give, policyOf({ R28: {} })))).toEqual(expected);
  });

  it('R29: no more people than a team wants', () => {
    const three = rosterOf({ zone, shifts: [...shifts, 'c cem 2026-05-15T09:00 2026-05-15T17:00'] });
    const ring = legs('g ana>ben', 'r ben>cem', 'c cem>ana');

    expect(found(judged(three, ring, policyOf({ R29: {} })))).toEqual([]);
    expect(judged(three, ring, policyOf({ R29: { max_people: 2 } })).decisive?.numbers).toEqual({
      people: 3,
      limit_people: 2,
    });
  });
});

describe('R30, the premium for short rest', () => {
  const pickUp = legs('o ->ana');
  const owed = (line: string, delta = true) =>
    judged(
      rosterOf({ zone: 'America/Los_Angeles', shifts: ['k ana 2026-05-12T14:00 2026-05-12T22:30', line] }),
      pickUp,
      policyOf({ R30: { severity: 'flag', rest_min: 600 } }, delta),
    );

  it('is the part of the later shift that lies in the time of rest, and denies nothing', () => {
    const night = { ended: '2026-05-12 22:30', starts: '2026-05-13 07:00' };
    const verdict = owed('o - 2026-05-13T07:00 2026-05-13T15:00');

    expect(verdict.verdict).toBe('allow');
    expect(verdict.findings).toEqual([
      {
        rule: 'R30',
        severity: 'flag',
        person: 'ana',
        numbers: { rest_min: 510, limit_min: 600, premium_min: 90, ...night },
      },
    ]);
  });

  it('is never more than the later shift', () => {
    expect(owed('o - 2026-05-13T07:00 2026-05-13T08:00').findings[0]?.numbers).toMatchObject({ premium_min: 60 });
  });

  it('is not owed for a split shift inside one date, nor for enough rest', () => {
    expect(found(owed('o - 2026-05-12T08:00 2026-05-12T12:00'))).toEqual([]);
    expect(found(owed('o - 2026-05-13T08:30 2026-05-13T12:00'))).toEqual([]);
  });

  it('is owed for a new short rest only, unless rules are strict', () => {
    const twice = rosterOf({
      zone: 'America/Los_Angeles',
      shifts: [
        'k ana 2026-05-12T14:00 2026-05-12T22:30',
        'l ana 2026-05-13T07:00 2026-05-13T15:00',
        'o - 2026-05-20T07:00 2026-05-20T15:00',
      ],
    });
    const rules = { R30: { severity: 'flag', rest_min: 600 } } as const;

    expect(found(judged(twice, pickUp, policyOf(rules)))).toEqual([]);
    expect(found(judged(twice, pickUp, policyOf(rules, false)))).toEqual(['R30 ana']);
  });
});
