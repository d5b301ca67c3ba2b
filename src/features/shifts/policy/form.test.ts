import { describe, expect, it } from 'vitest';
import { TEST_NOW } from '../../../../test/support/context.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { type Typed, openForm } from '../../../../test/support/open-form.ts';
import { refusedOfView } from '../../../../test/support/slack-rules.ts';
import type { Team } from '../../../people/tables.ts';
import { packIds } from '../rules/packs.ts';
import { type RuleId, ruleIds, type RuleSetting } from '../rules/policy.ts';
import { byRule, defaultSettings, ruleInfos } from '../rules/rule-parameters.ts';
import { defaultRules, judgedBy } from './current-policy.ts';
import { generalFormFrom, ruleFormFrom, ruleFormOf } from './form.ts';
import { parseGeneral, parseRule } from './inputs.ts';
import { policyModal, ruleModal } from './modals.ts';
import { generalFormOf, type PolicyPage } from './policy-page.ts';
import type { HouseRules, SavedPolicy } from './tables.ts';

const team: Team = {
  workspaceId: 'T0NORTHWIND',
  id: CARE,
  name: 'Northwind & <Care>',
  teamChannel: 'C0CARE',
  escalationsChannel: 'C0CAREESC',
  timeZone: 'Europe/Berlin',
  businessHoursText: '24/7',
  businessHours: [],
  currency: 'EUR',
  agentsFrom: 'channel',
  setUpBy: 'U0ADMIN',
  setUpAt: TEST_NOW,
};
const today = '2026-03-10';
const changeable = ruleIds.filter((id) => !ruleInfos[id].isFixed);

function pageOf(house: HouseRules = defaultRules, saved?: Partial<SavedPolicy>): PolicyPage {
  const row = {
    workspaceId: 'T0NORTHWIND',
    teamId: CARE,
    revision: 3,
    effectiveFrom: today,
    changedBy: 'U0MAYA',
    changedAt: TEST_NOW,
  };
  return {
    team,
    today,
    house,
    saved: saved && { ...row, policy: house, ...saved },
    judged: judgedBy(3, house, today),
    current: 2,
  };
}

function listOf(page = pageOf()) {
  return policyModal(page, generalFormOf(page));
}

function ruleView(rule: RuleId, page = pageOf()) {
  return ruleModal(page, ruleFormOf(generalFormOf(page), rule, page.house, 3));
}

function parsedWith(rule: RuleId, typed: Typed) {
  return parseRule(openForm(ruleView(rule), typed));
}

describe('Swap rules', () => {
  it('is a form that Slack takes, with each rule that can be changed, whatever is set', () => {
    const worst = byRule((id): RuleSetting => ({ ...defaultSettings[id], severity: 'deny' }));
    const page = pageOf({ ...defaultRules, rules: worst, packs: packIds }, { effectiveFrom: '2026-04-01' });
    const view = listOf(page);

    expect(refusedOfView(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThan(100);
    for (const id of changeable) expect(JSON.stringify(view.blocks)).toContain(`"swap.rule:${id}"`);
    for (const id of ['R1', 'R2', 'R5']) expect(JSON.stringify(view.blocks)).not.toContain(`"swap.rule:${id}"`);
  });

  it('says how a rule is set in a few words, and what packs make of it', () => {
    const house = {
      ...defaultRules,
      rules: { ...defaultSettings, R10: { ...defaultSettings.R10, params: { min_rest_min: 600 } } },
    };
    const text = JSON.stringify(listOf(pageOf({ ...house, packs: ['eu-working-time'] }, {})).blocks);

    expect(text).toContain('Not allowed · rest, at least 10 h 00, a manager may make an exception');
    expect(text).toContain('_With packs: Not allowed · rest, at least 11 h 00_');
    expect(text).toContain('Have a lawyer read a pack first.');
  });

  it('says who saved it, and what holds until a planned revision counts', () => {
    expect(JSON.stringify(listOf().blocks)).toContain('These are the defaults');
    const text = JSON.stringify(listOf(pageOf(defaultRules, { effectiveFrom: '2026-04-01' })).blocks);

    expect(text).toContain('Revision 3, saved by <@U0MAYA>');
    expect(text).toContain('counts from Wed 1 Apr; until then revision 2 holds');
  });

  it('sent as it was opened changes nothing', () => {
    const { rules: _rules, ...general } = defaultRules;

    expect(parseGeneral(openForm(listOf()))).toEqual({
      input: { teamId: CARE, seen: 0, effectiveFrom: today, change: { what: 'general', general } },
    });
  });

  it('takes packs, switches and a date', () => {
    const parsed = parseGeneral(
      openForm(listOf(), { packs: ['us-flsa-overtime'], switches: ['delta'], countsFrom: '2026-04-01' }),
    );

    expect(parsed).toMatchObject({
      input: {
        effectiveFrom: '2026-04-01',
        change: { what: 'general', general: { packs: ['us-flsa-overtime'], autoApprove: false, delta: true } },
      },
    });
  });
});

describe('the form of a rule', () => {
  it.each(changeable)('of %s is one that Slack takes, and changes nothing as it opens', (rule) => {
    const view = ruleView(rule);

    expect(refusedOfView(view)).toEqual([]);
    expect(parseRule(openForm(view))).toEqual({
      input: {
        teamId: CARE,
        seen: 3,
        effectiveFrom: today,
        change: { what: 'rule', rule, setting: defaultSettings[rule] },
      },
    });
  });

  it('takes a severity, numbers and whether there are exceptions', () => {
    const typed = { severity: 'review', min_rest_min: '10 h 30', isOverridable: [], countsFrom: '2026-03-29' };

    expect(parsedWith('R10', typed)).toMatchObject({
      input: {
        effectiveFrom: '2026-03-29',
        change: { rule: 'R10', setting: { severity: 'review', params: { min_rest_min: 630 }, isOverridable: false } },
      },
    });
  });

  it.each<[RuleId, Typed, Record<string, string>]>([
    ['R10', { min_rest_min: '0:30' }, { min_rest_min: 'Between 1 h 00 and 48 h 00.' }],
    ['R10', { min_rest_min: null }, { min_rest_min: 'Write hours and minutes like 11:00.' }],
    ['R10', { severity: 'flag' }, { severity: 'Choose one of these.' }],
    ['R16', { max_days: 'six' }, { max_days: 'Write a whole number.' }],
    ['R17', { forbidden: 'Night' }, { forbidden: 'Line 1: write two kinds of shifts, like Night > Early.' }],
    ['R13', { week_start_time: '6' }, { week_start_time: 'Write a time like 06:00.' }],
    ['R25', { from: '2026-05-02', until: '2026-04-04' }, { until: 'This is before the first date.' }],
  ])('of %s with %o says at its field what is wrong', (rule, typed, errors) => {
    expect(parsedWith(rule, typed)).toEqual({ errors });
  });

  it('of the premium can also be something that is only said', () => {
    expect(parsedWith('R30', { severity: 'flag' })).toMatchObject({
      input: { change: { setting: { severity: 'flag' } } },
    });
  });

  it('of what a team cannot change is refused, whoever made it up', () => {
    const made = {
      ...openForm(ruleView('R10')),
      privateMetadata: JSON.stringify({ general: generalFormOf(pageOf()), revision: 0, rule: 'R5' }),
    };

    expect(parseRule(made)).toEqual({ errors: { severity: 'Choose one of these.' } });
  });

  it('keeps everything when it is shown again, what cannot be read included', () => {
    const sent = openForm(ruleView('R13'), {
      severity: 'review',
      max_week_min: 'a lot',
      week_start: 'Sun',
      countsFrom: '2026-05-01',
    });

    const again = openForm(ruleModal(pageOf(), ruleFormFrom(sent), { message: 'Not now.', field: 'max_week_min' }));

    expect(ruleFormFrom(again)).toEqual(ruleFormFrom(sent));
    expect(ruleFormFrom(again).fields).toMatchObject({ max_week_min: 'a lot', week_start: 'Sun' });
  });

  it('keeps what was ticked in the list, for the way back', () => {
    const list = generalFormFrom(
      openForm(listOf(), { packs: ['eu-working-time'], switches: [], countsFrom: '2026-06-01' }),
    );

    const { general } = ruleFormFrom(openForm(ruleModal(pageOf(), ruleFormOf(list, 'R10', defaultRules, 3))));

    expect(general).toEqual(list);
  });

  it.each(['', '{}', '{"general":{"teamId":"x"},"revision":1,"rule":"R10"}', '{"rule":"R99"}'])(
    'that carries %s was made up or is old',
    (privateMetadata) => {
      expect(() => ruleFormFrom({ ...openForm(ruleView('R10')), privateMetadata })).toThrow('out of date');
      expect(() => generalFormFrom({ ...openForm(listOf()), privateMetadata })).toThrow('out of date');
    },
  );
});
