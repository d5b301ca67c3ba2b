import { describe, expect, it } from 'vitest';
import { at, found, judged, legs, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import { checkTrade, prepareRoster } from './check-trade.ts';

const zone = 'Europe/Madrid';

/** Ana's short night before ben's early shift, and a shift each to trade. */
const roster = rosterOf({
  zone,
  people: [person('ben', { isExcluded: true }), person('cal')],
  shifts: [
    'k ana 2026-05-12T14:00 2026-05-12T23:00',
    'g ana 2026-05-15T09:00 2026-05-15T18:00',
    'r ben 2026-05-13T08:00 2026-05-13T16:00',
    'o - 2026-05-16T09:00 2026-05-16T17:00',
  ],
});
const trade = legs('g ana>ben', 'r ben>ana');

describe('a verdict', () => {
  it('denies where any rule does, names the lowest of those, and keeps what the others found', () => {
    const policy = policyOf({
      R27: {},
      R10: {},
      R21: { severity: 'review' },
      R30: { severity: 'flag', rest_min: 660 },
    });

    const verdict = judged(roster, trade, policy);

    expect(verdict).toMatchObject({ verdict: 'deny', policyRevision: 7, decisive: { rule: 'R10', person: 'ana' } });
    expect(found(verdict)).toEqual(['R10 ana', 'R21', 'R27 ben', 'R30 ana']);
  });

  it('asks for a look where a rule does and none denies, also one with a lower number', () => {
    const policy = policyOf({ R10: { severity: 'flag' }, R21: { severity: 'review' }, R29: { severity: 'allow' } });

    expect(judged(roster, trade, policy)).toMatchObject({ verdict: 'review', decisive: { rule: 'R21' } });
  });

  it('allows what is only flagged', () => {
    const verdict = judged(roster, trade, policyOf({ R10: { severity: 'flag' } }));

    expect(verdict).toMatchObject({ verdict: 'allow', decisive: null });
    expect(found(verdict)).toEqual(['R10 ana']);
  });

  it('says nothing of rules that are off', () => {
    const policy = policyOf({ R10: { severity: 'allow' }, R21: { severity: 'allow' } });

    expect(judged(roster, trade, policy)).toMatchObject({ verdict: 'allow', decisive: null, findings: [] });
  });

  it('names the worst of several', () => {
    const both = rosterOf({
      zone,
      shifts: [
        'a ana 2026-05-12T14:00 2026-05-12T23:00',
        'b ben 2026-05-20T14:00 2026-05-20T23:00',
        'g ana 2026-05-21T08:00 2026-05-21T16:00',
        'r ben 2026-05-13T05:00 2026-05-13T13:00',
      ],
    });

    const verdict = judged(both, legs('g ana>ben', 'r ben>ana'), policyOf({ R10: {} }));

    expect(verdict.findings.map(({ person: who, numbers }) => [who, numbers['rest_min']])).toEqual([
      ['ana', 360],
      ['ben', 540],
    ]);
  });

  it('is the same of a roster that was prepared, for one trade after the other', () => {
    const policy = policyOf({ R10: {}, R21: { severity: 'review' }, R5: {} });
    const prepared = prepareRoster(roster, policy);

    const verdicts = [trade, legs('o ->cal'), trade].map((each) => prepared.check(each));

    expect(verdicts).toEqual([trade, legs('o ->cal'), trade].map((each) => checkTrade(roster, each, policy)));
    expect([trade, legs('o ->cal')].map((each) => prepared.outcome(each))).toEqual(['deny', 'allow']);
  });
});

describe('a trade', () => {
  it('of an open shift, or one that is released, has one party', () => {
    const policy = policyOf({ R13: { max_week_min: 60 } });

    expect(found(judged(roster, legs('o ->cal'), policy))).toEqual(['R13 cal']);
    expect(found(judged(roster, legs('g ana>-'), policyOf({ R20: { min_week_min: 600 } })))).toEqual(['R20 ana']);
  });

  it('may go round three people', () => {
    const round = legs('g ana>cal', 'o ->ana', 'r ben>-');

    expect(judged(roster, round, policyOf({ R29: { max_people: 3 } })).verdict).toBe('allow');
    expect(judged(roster, round, policyOf({ R29: { max_people: 2 } })).decisive?.numbers).toMatchObject({ people: 3 });
  });

  it('gives before it receives', () => {
    const same = rosterOf({
      zone,
      shifts: ['g ana 2026-05-15T09:00 2026-05-15T17:00', 'r ben 2026-05-15T12:00 2026-05-15T20:00'],
    });

    expect(judged(same, legs('g ana>ben', 'r ben>ana'), policyOf({ R5: {}, R10: {} })).verdict).toBe('allow');
    expect(found(judged(same, legs('g ana>ben'), policyOf({ R5: {} })))).toEqual(['R5 ben']);
  });

  it.each([
    ['a shift that is not there', legs('x ana>ben'), 'unknown_shift'],
    ['a giver who is not there', legs('g zoe>ben'), 'unknown_person'],
    ['a taker who is not there', legs('g ana>zoe'), 'unknown_person'],
    ['the same shift twice', legs('g ana>ben', 'g ana>cal'), 'given_twice'],
    ['a part outside the shift', [{ shift: 'g', from: 'ana', to: 'ben', part: { from: 0, to: 1 } }], 'empty_part'],
    [
      'a part that ends before it starts',
      [{ shift: 'g', from: 'ana', to: 'ben', part: { from: 9e15, to: 0 } }],
      'empty_part',
    ],
  ])('of %s is denied by R1, whatever the policy, and nothing is thrown', (_, odd, reason) => {
    const verdict = judged(roster, odd, policyOf({}));

    expect(verdict).toMatchObject({ verdict: 'deny', decisive: { rule: 'R1', numbers: { reason } } });
    expect(prepareRoster(roster, policyOf({})).outcome(odd)).toBe('deny');
  });

  it('of nothing is allowed', () => {
    expect(judged(roster, [], policyOf({ R1: {}, R10: {}, R21: {}, R29: {} })).verdict).toBe('allow');
  });
});

describe('a part of a shift', () => {
  const long = rosterOf({
    zone,
    people: [person('cal')],
    shifts: [
      'g ana 2026-05-15T08:00 2026-05-15T18:00',
      'k ben 2026-05-15T18:00 2026-05-15T22:00',
      'm cal 2026-05-15T05:00 2026-05-15T09:00',
    ],
    facts: { g: { breakMinutes: 60 } },
  });
  const part = (from: string, to: string) => ({
    from: at(`2026-05-15T${from}`, zone),
    to: at(`2026-05-15T${to}`, zone),
  });
  const day = policyOf({ R15: { severity: 'review', max_min: 60 } }, false);

  it('goes with its share of the break, and the rest stays', () => {
    const verdict = judged(long, [{ shift: 'g', from: 'ana', to: 'ben', part: part('14:00', '18:00') }], day);

    const after = verdict.findings.map(({ person: who, numbers }) => [who, numbers['after_min']]);
    expect(after).toEqual([
      ['ben', 240 + 216],
      ['ana', 324],
    ]);
  });

  it('is judged by its own times, not by those of the whole shift', () => {
    const taken = (from: string, to: string) =>
      found(judged(long, [{ shift: 'g', from: 'ana', to: 'cal', part: part(from, to) }], policyOf({ R5: {} })));

    expect(taken('09:00', '12:00')).toEqual([]);
    expect(taken('08:30', '12:00')).toEqual(['R5 cal']);
  });

  it('may be one of several that go to several people', () => {
    const pieces = [
      { shift: 'g', from: 'ana', to: 'ben', part: part('14:00', '18:00') },
      { shift: 'g', from: 'ana', to: 'cal', part: part('09:00', '12:00') },
    ];

    const verdict = judged(long, pieces, day);

    expect(verdict.findings.map(({ person: who, numbers }) => [who, numbers['after_min']])).toEqual([
      ['ben', 456],
      ['cal', 240 + 162],
      ['ana', 600 - 60 - 216 - 162],
    ]);
    expect(judged(long, [pieces[0]!, { ...pieces[1]!, part: part('13:00', '15:00') }], policyOf({})).verdict).toBe(
      'deny',
    );
  });

  it('leaves a shift that starts, and counts, where what is left of it does', () => {
    const night = rosterOf({
      zone,
      people: [person('ben')],
      shifts: ['n ana 2026-05-13T22:00 2026-05-14T06:00', 'e ana 2026-05-15T06:00 2026-05-15T14:00'],
      facts: { n: { type: 'N' }, e: { type: 'E' } },
    });
    const first = (until: string) => [
      { shift: 'n', from: 'ana', to: 'ben', part: { from: at('2026-05-13T22:00', zone), to: at(until, zone) } },
    ];

    expect(found(judged(night, first('2026-05-13T23:00'), policyOf({ R17: {} })))).toEqual([]);
    expect(found(judged(night, first('2026-05-14T00:00'), policyOf({ R17: {} })))).toEqual(['R17 ana']);
  });

  it('reaches no further than the shift', () => {
    const whole = [{ shift: 'g', from: 'ana', to: 'ben', part: { from: 0, to: 9e15 } }];

    expect(judged(long, whole, day)).toEqual(judged(long, legs('g ana>ben'), day));
  });
});
