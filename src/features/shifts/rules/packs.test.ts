import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legs, rosterOf, judged } from '../../../../test/support/trades.ts';
import { conflictsWith, packIds, packRulesOn, packs, stricterOfBoth, withPacks } from './packs.ts';
import { type Policy, type RuleId, ruleIds, type RuleSetting, type Severity } from './policy.ts';
import { defaultSettings, ruleInfos, ruleParams } from './rule-parameters.ts';

const setting = (severity: Severity, params: RuleSetting['params'] = {}, isOverridable = true): RuleSetting => ({
  severity,
  params,
  isOverridable,
});

describe('a labour pack', () => {
  it.each(packIds)('%s says where it comes from, since when, and what it leaves out', (id) => {
    const { name, jurisdiction, source, url, effectiveFrom, leavesOut, rules } = packs[id];

    for (const text of [name, jurisdiction, source, leavesOut]) expect(text).not.toBe('');
    expect(url).toMatch(/^https:\/\//);
    expect(effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const rule of Object.values(rules)) expect(rule.citation).toMatch(/Art\.|U\.S\.C\./);
  });

  it.each(packIds)('%s has only values that its rules can hold', (id) => {
    for (const [rule, { params }] of Object.entries(packs[id].rules)) {
      const read = ruleParams[rule as RuleId].parse(params);

      expect(read).toMatchObject(params);
    }
  });

  it('has no rules before they are law', () => {
    expect(packRulesOn('eu-working-time', '2004-08-01')).toEqual({});
    expect(Object.keys(packRulesOn('eu-working-time', '2004-08-02'))).toEqual(['R10', 'R11', 'R12', 'R18']);
  });

  it('names its law’s numbers: 11 h, 35 h, 48 h, 8 h; and 40 h', () => {
    const eu = packs['eu-working-time'].rules;

    expect(eu.R10?.params).toEqual({ min_rest_min: 11 * 60 });
    expect(eu.R11?.params).toMatchObject({ min_rest_min: (24 + 11) * 60 });
    expect(eu.R12?.params).toMatchObject({ max_average_min: 48 * 60 });
    expect(eu.R18?.params).toMatchObject({ max_average_min: 8 * 60 });
    expect(packs['us-flsa-overtime'].rules.R14?.params).toMatchObject({ threshold_min: 40 * 60 });
  });
});

describe('packs and house rules together', () => {
  it.each([
    ['a weaker house rule', setting('review', { min_rest_min: 600 }), setting('deny', { min_rest_min: 660 }, false)],
    ['a stricter house rule', setting('deny', { min_rest_min: 720 }), setting('deny', { min_rest_min: 720 }, false)],
    [
      'a house rule that is off',
      setting('allow', { min_rest_min: 900 }),
      setting('deny', { min_rest_min: 660 }, false),
    ],
  ])('of %s the stricter counts', (_what, house, expected) => {
    expect(withPacks({ R10: house }, ['eu-working-time'], '2026-05-04').R10).toEqual(expected);
  });

  it('each week is stricter than each fortnight', () => {
    const house = { R11: setting('review', { min_rest_min: 2880, window: 'fortnight' }) };

    expect(withPacks(house, ['eu-working-time'], '2026-05-04').R11?.params).toMatchObject({
      min_rest_min: 2880,
      window: 'week',
    });
  });

  it('a week starts when the team says', () => {
    const house = { R14: setting('allow', { week_start: 'Sun', week_start_time: '06:00' }) };

    expect(withPacks(house, ['us-flsa-overtime'], '2026-05-04').R14).toMatchObject({
      severity: 'review',
      params: { week_start: 'Sun', week_start_time: '06:00', threshold_min: 2400 },
    });
  });

  it('is a conflict where neither is stricter and the law needs one', () => {
    const house = { R14: setting('review', { attribution: 'start' }) };

    expect(conflictsWith(house, 'us-flsa-overtime')).toEqual([{ rule: 'R14', param: 'attribution' }]);
    expect(conflictsWith({ R14: setting('allow', { attribution: 'start' }) }, 'us-flsa-overtime')).toEqual([]);
    expect(conflictsWith(defaultSettings, 'us-flsa-overtime')).toEqual([]);
    expect(conflictsWith(defaultSettings, 'eu-working-time')).toEqual([]);
  });

  it('never loosen what a team has: what its rules stop is stopped with any packs', () => {
    const severity = fc.constantFrom<Severity>('allow', 'flag', 'review', 'deny');
    const house = fc.record({
      R10: fc.record({
        severity,
        params: fc.record({ min_rest_min: fc.integer({ min: 60, max: 1200 }) }),
        isOverridable: fc.boolean(),
      }),
      R14: fc.record({
        severity,
        params: fc.record({ threshold_min: fc.integer({ min: 60, max: 4000 }) }),
        isOverridable: fc.boolean(),
      }),
    });
    const strictness = ['allow', 'review', 'deny'];
    const roster = rosterOf({
      zone: 'Europe/Madrid',
      shifts: [
        'k ana 2026-05-12T14:00 2026-05-12T22:00',
        'l ana 2026-05-14T06:00 2026-05-14T20:00',
        'o - 2026-05-13T08:00 2026-05-13T18:00',
      ],
    });
    const verdictBy = (rules: Policy['rules'], delta: boolean) =>
      judged(roster, legs('o ->ana'), { revision: 1, delta, autoApprove: true, rules }).verdict;

    fc.assert(
      fc.property(house, fc.subarray([...packIds]), fc.boolean(), (rules, ids, delta) => {
        const before = verdictBy(rules, delta);
        const after = verdictBy(withPacks(rules, ids, '2026-05-04'), delta);

        expect(strictness.indexOf(after)).toBeGreaterThanOrEqual(strictness.indexOf(before));
      }),
      { numRuns: 300 },
    );
  });

  it('come out the same whichever is first', () => {
    const one = stricterOfBoth(
      stricterOfBoth(defaultSettings, packs['eu-working-time'].rules),
      packs['us-flsa-overtime'].rules,
    );
    const other = stricterOfBoth(
      stricterOfBoth(defaultSettings, packs['us-flsa-overtime'].rules),
      packs['eu-working-time'].rules,
    );

    expect(one).toEqual(other);
  });
});

describe('the catalogue of rules', () => {
  it('has the defaults of the trade: what denies, what is looked at, what is off', () => {
    const by = (severity: Severity) => ruleIds.filter((id) => ruleInfos[id].severity === severity);

    expect(by('allow')).toEqual(['R22']);
    expect(by('flag')).toEqual(['R30']);
    expect(by('review')).toEqual(['R11', 'R12', 'R14', 'R15', 'R18', 'R20', 'R21', 'R23', 'R25', 'R26', 'R28']);
  });

  it.each(ruleIds)('%s has words for people, and parameters within their own bounds', (id) => {
    const { name, what, fields } = ruleInfos[id];

    expect(name).toMatch(/^[A-Z]/);
    expect(what).toMatch(/\.$/);
    expect(ruleParams[id].parse(defaultSettings[id].params)).toEqual(defaultSettings[id].params);
    expect(Object.keys(defaultSettings[id].params)).toEqual(Object.keys(fields));
  });

  it.each([
    ['R10', { min_rest_min: 59 }],
    ['R10', { min_rest_min: 660.5 }],
    ['R13', { week_start: 'Monday' }],
    ['R13', { week_start_time: '6:00' }],
    ['R17', { forbidden: [['N']] }],
    ['R24', { roles: [''] }],
    ['R25', { from: '2026-02-30' }],
    ['R23', { needs: [{ weekdays: [], from: '08:00', until: '18:00', people: 1, skill: null }] }],
  ] as const)('%s does not take %o', (id, params) => {
    expect(ruleParams[id].safeParse(params).success).toBe(false);
  });
});
