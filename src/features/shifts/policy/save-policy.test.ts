import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { type TestDatabase, createTestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { transaction } from '../../../core/context.ts';
import { SavedMeanwhile } from '../../../core/errors.ts';
import type { Policy, RuleId, RuleSetting } from '../rules/policy.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import { currentPolicy, defaultPolicy, defaultRules } from './current-policy.ts';
import type { SavePolicy } from './inputs.ts';
import { policyPage } from './policy-page.ts';
import { type Saved, savePolicy } from './save-policy.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate swap_policies, audit_log`;
  await database.sql`update teams set time_zone = 'Europe/Berlin' where id = ${CARE}`;
});

/** The tests' clock stands on this date. */
const TODAY = '2026-03-10';

type Change = SavePolicy['change'];

function rest(min_rest_min: number, more: Partial<RuleSetting> = {}): Change {
  return { what: 'rule', rule: 'R10', setting: { ...defaultSettings.R10, params: { min_rest_min }, ...more } };
}

function general(more: Partial<Omit<typeof defaultRules, 'rules'>>): Change {
  const { rules: _rules, ...held } = defaultRules;
  return { what: 'general', general: { ...held, ...more } };
}

function save(name: CastName, change: Change, more: Partial<SavePolicy> = {}): Promise<Saved | string> {
  const input = { teamId: CARE, seen: 0, effectiveFrom: TODAY, change, ...more };
  return outcomeOf((ctx) => savePolicy(ctx, input), northwind.as(name));
}

function policyAt(at: string, teamId = CARE): Promise<Policy> {
  const ctx = northwind.as('ana');
  return transaction(ctx, (tx) => currentPolicy(tx, ctx, teamId, new Date(at)));
}

async function revisionAt(at: string, teamId = CARE): Promise<number> {
  return (await policyAt(at, teamId)).revision;
}

async function paramsNow(rule: RuleId): Promise<unknown> {
  return (await policyAt('2026-03-10T09:00:00Z')).rules[rule]?.params;
}

describe('the swap rules of a team', () => {
  it('are the house rules of the trade until somebody saves others', async () => {
    expect(await policyAt('2026-03-10T09:00:00Z')).toEqual(defaultPolicy);
    expect(defaultPolicy).toMatchObject({ revision: 0, delta: true, autoApprove: true });
  });

  it('are saved rule by rule, as the next revision, with an audit row', async () => {
    expect(await save('maya', rest(600))).toEqual({ revision: 1, effectiveFrom: TODAY });
    expect(
      await save(
        'dora',
        { what: 'rule', rule: 'R16', setting: { ...defaultSettings.R16, severity: 'allow' } },
        { seen: 1 },
      ),
    ).toMatchObject({ revision: 2 });

    const policy = await policyAt('2026-03-10T09:00:00Z');
    expect(policy.rules.R10?.params).toEqual({ min_rest_min: 600 });
    expect(policy.rules.R16?.severity).toBe('allow');
    expect(policy.rules.R13).toEqual(defaultSettings.R13);
    const audit =
      await database.sql`select action, subject, actor_slack_id, detail from audit_log order by at, detail ->> 'revision'`;
    expect(audit).toMatchObject([
      {
        action: 'team.swap-rules-changed',
        subject: `team:${CARE}`,
        actor_slack_id: 'U0MAYA',
        detail: { revision: 1, rule: 'R10' },
      },
      { actor_slack_id: 'U0DORA', detail: { revision: 2, rule: 'R16', effectiveFrom: TODAY } },
    ]);
  });

  it('are no new revision where nothing is changed', async () => {
    expect(await save('maya', rest(660))).toMatchObject({ revision: 0 });
    await save('maya', rest(600));

    expect(await save('dora', rest(600), { seen: 1 })).toMatchObject({ revision: 1 });
    expect(await database.sql`select 1 from swap_policies`).toHaveLength(1);
  });

  it('are not saved over what their author has not seen, and say so', async () => {
    await save('dora', rest(720));
    const stale = savePolicy(northwind.as('maya'), { teamId: CARE, seen: 0, effectiveFrom: TODAY, change: rest(600) });

    await expect(stale).rejects.toBeInstanceOf(SavedMeanwhile);
    expect(await save('maya', rest(600))).toBe(
      'Somebody else has changed the rule Rest between shifts since you opened this form.',
    );
    expect(await save('maya', rest(600), { seen: 1 })).toMatchObject({ revision: 2 });
    expect(await save('maya', rest(540), { seen: 99 })).toContain('Somebody else');
  });

  it('can be changed by two at once where it is not the same rule: both hold', async () => {
    const limit = {
      what: 'rule',
      rule: 'R13',
      setting: { ...defaultSettings.R13, params: { max_week_min: 2700 } },
    } as const;

    const saved = await Promise.all([
      save('maya', rest(600)),
      save('dora', limit),
      save('maya', general({ delta: false })),
    ]);

    expect(new Set(saved.map((each) => (typeof each === 'string' ? each : each.revision)))).toEqual(new Set([1, 2, 3]));
    const policy = await policyAt('2026-03-10T09:00:00Z');
    expect(policy).toMatchObject({ revision: 3, delta: false });
    expect(policy.rules.R10?.params).toEqual({ min_rest_min: 600 });
    expect(policy.rules.R13?.params).toEqual({ max_week_min: 2700 });
  });

  it.each([1, 2, 3, 4, 5])('saved by two at once for one rule are those of one, the other is told (%i)', async () => {
    const saved = await Promise.all([save('maya', rest(600)), save('dora', rest(720))]);

    const told = saved.filter((each) => typeof each === 'string');
    const kept = saved.find((each) => typeof each !== 'string');
    expect(told).toEqual(['Somebody else has changed the rule Rest between shifts since you opened this form.']);
    expect(kept).toMatchObject({ revision: 1 });
  });

  it.each<[CastName, string]>([
    ['ana', 'Only managers and directors of Northwind Care can'],
    ['leo', 'Only managers and directors of Northwind Care can'],
    ['lou', 'Only managers and directors of Northwind Care can'],
  ])('are none of the business of %s', async (name, refusal) => {
    expect(await save(name, rest(600))).toContain(refusal);
    expect(await outcomeOf((ctx) => policyPage(ctx, CARE), northwind.as(name))).toContain(refusal);
    expect(await paramsNow('R10')).toEqual({ min_rest_min: 660 });
  });

  it('of a team that is gone, or was made up, are not there', async () => {
    expect(await save('maya', rest(600), { teamId: 'x' })).toBe('That team is gone.');
    expect(await save('maya', rest(600), { teamId: CARE_US })).toContain('Only managers and directors');
  });
});

describe('the date from which rules count', () => {
  it.each([
    ['2026-03-09', 'Rules count from today or a later date'],
    ['2027-03-12', 'at most a year ahead'],
  ])('cannot be %s', async (effectiveFrom, refusal) => {
    expect(await save('maya', rest(600), { effectiveFrom })).toContain(refusal);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
    ['America/Chicago', '2026-11-02', '2026-11-02T05:59:59.999Z', '2026-11-02T06:00:00Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06T03:59:59.999Z', '2026-09-06T04:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T12:59:59.999Z', '2026-10-04T13:00:00Z'],
  ])('in %s is %s from its first instant on', async (zone, effectiveFrom, last, first) => {
    await database.sql`update teams set time_zone = ${zone} where id = ${CARE}`;
    await save('maya', rest(600), { effectiveFrom });

    expect([await revisionAt(last), await revisionAt(first)]).toEqual([0, 1]);
  });

  it('of the newest revision that counts is the one that matters', async () => {
    await save('maya', rest(600), { effectiveFrom: '2026-04-01' });
    await save('maya', rest(700), { seen: 1, effectiveFrom: '2026-06-01' });

    expect(await revisionAt('2026-03-31T12:00:00Z')).toBe(0);
    expect(await revisionAt('2026-04-01T12:00:00Z')).toBe(1);
    expect(await revisionAt('2026-06-01T12:00:00Z')).toBe(2);
  });

  it('that is earlier brings what was planned forward, so that no change gets lost', async () => {
    await save('maya', rest(600), { effectiveFrom: '2026-04-01' });
    await save('dora', general({ autoApprove: false }), { seen: 1 });

    expect(await policyAt('2026-03-10T09:00:00Z')).toMatchObject({ revision: 2, autoApprove: false });
    expect(await paramsNow('R10')).toEqual({ min_rest_min: 600 });
  });

  it('can be brought forward without another change', async () => {
    await save('maya', rest(600), { effectiveFrom: '2026-04-01' });

    expect(await save('maya', rest(600), { seen: 1 })).toEqual({ revision: 2, effectiveFrom: TODAY });
    expect(await revisionAt('2026-03-10T09:00:00Z')).toBe(2);
  });

  it('is shown with what holds until then', async () => {
    await save('maya', rest(600));
    await save('maya', rest(700), { seen: 1, effectiveFrom: '2026-04-01' });

    const page = await policyPage(northwind.as('maya'), CARE);

    expect(page).toMatchObject({ today: TODAY, current: 1, saved: { revision: 2, effectiveFrom: '2026-04-01' } });
  });
});

describe('packs', () => {
  it('count with the team’s rules, of each the stricter', async () => {
    await save('maya', rest(600, { severity: 'review' }));
    await save('maya', general({ packs: ['eu-working-time', 'us-flsa-overtime'] }), { seen: 1 });

    const { rules } = await policyAt('2026-03-10T09:00:00Z');

    expect(rules.R10).toEqual({ severity: 'deny', params: { min_rest_min: 660 }, isOverridable: false });
    expect((await policyPage(northwind.as('maya'), CARE)).house.rules.R10).toMatchObject({
      params: { min_rest_min: 600 },
    });
  });

  it('that need another setting than the team’s are not saved, and neither is such a setting', async () => {
    const byStart = {
      what: 'rule',
      rule: 'R14',
      setting: { ...defaultSettings.R14, params: { ...defaultSettings.R14.params, attribution: 'start' } },
    } as const;
    const packed = general({ packs: ['us-flsa-overtime'] });

    await save('maya', byStart);
    expect(await save('maya', packed, { seen: 1 })).toContain(
      'US overtime needs another “A shift that lies in two weeks counts” in the rule Overtime',
    );

    await database.sql`truncate swap_policies`;
    await save('maya', packed);
    expect(await save('maya', byStart, { seen: 1 })).toContain('US overtime needs another');
  });
});
