import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ctx, transaction } from '../../../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { generatedRoster } from '../../../../test/support/generated-roster.ts';
import { CARE, CARE_US, openNorthwind } from '../../../../test/support/northwind.ts';
import { saveRoster } from '../../../../test/support/save-roster.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster, Shift } from '../rules/roster.ts';
import type { Wants } from '../swaps/tables.ts';
import { findPartners, type PartnersFound } from './find-partners.ts';
import type { PartnersWanted } from './inquiry.ts';
import { partnersOf } from './partners-of.ts';

const house: Policy = { revision: 0, delta: true, autoApprove: true, rules: defaultSettings };
const now = new Date('2026-03-10T09:00:00Z');

let database: TestDatabase;
let ctx: Ctx;
let roster: Roster;
let shifts: readonly Shift[];

beforeAll(async () => {
  database = await createTestDatabase();
  const northwind = await openNorthwind(database);
  ctx = { ...northwind.as('leo'), clock: { now: () => now } };
  roster = generatedRoster({ people: 60, first: '2026-02-16', weeks: 8, now });
  // Nobody but the generated people, so that a search over their roster is about the same.
  await database.sql`delete from members`;
  await saveRoster(database.sql, roster);
  shifts = [...roster.shifts.values()].filter(({ start }) => start > now.getTime() + 86_400_000);
});
afterAll(() => database.close());

function found(wanted: PartnersWanted): Promise<PartnersFound> {
  return transaction(ctx, (tx) => partnersOf(tx, ctx, wanted));
}

function every(step: number, of: readonly Shift[]): readonly Shift[] {
  return of.filter((_, index) => index % step === 0);
}

/** The same search over the whole roster at once. */
function overAll({ shiftId, wants, part }: PartnersWanted, policy: Policy = house) {
  const audience = new Set(roster.people.keys());
  const search = { shift: shiftId, wants, audience, ...(part && { part }) };
  return findPartners({ roster, policy, search });
}

const kindsOfWants: readonly (Wants | null)[] = [
  null,
  {},
  { types: ['E', 'N'] },
  { dates: ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30'] },
];

test('finds what a search over the whole roster finds, reading little of it', async () => {
  const owned = shifts.filter(({ person }) => person !== null);
  let legal = 0;
  for (const [index, { id }] of every(91, owned).entries()) {
    const wanted = { shiftId: id, wants: kindsOfWants[index % kindsOfWants.length] ?? null };

    const { considered, legal: partners } = await found(wanted);

    const expected = overAll(wanted);
    expect(partners).toEqual(expected.legal);
    expect(considered).toBe(expected.considered);
    legal += partners.length;
  }
  expect(legal).toBeGreaterThan(50);
});

test('finds who can take an open shift, or a part of one', async () => {
  const open = shifts.filter(({ person }) => person === null);
  for (const [index, { id, start, end }] of every(9, open).entries()) {
    const part = { from: start, to: (start + end) / 2 };
    const wanted = { shiftId: id, wants: null, ...(index % 2 === 0 && { part }) };

    const { legal, considered } = await found(wanted);

    expect(legal).toEqual(overAll(wanted).legal);
    expect(considered).toBe(60);
  }
});

const R24 = { severity: 'deny', params: { roles: ['vip', 'billing', 'phone'] }, isOverridable: true } as const;

test('reads the shifts of the whole team where a rule asks who else is there', async () => {
  const policy = { ...house, revision: 1, rules: { ...house.rules, R24 } };
  await savePolicy(policy);
  const owned = shifts.filter(({ person }) => person !== null);
  const given = every(250, owned);
  const wanted = given.map(({ id }) => ({ shiftId: id, wants: {} }));

  const all: PartnersFound[] = [];
  for (const each of wanted) all.push(await found(each));

  await database.sql`delete from swap_policies`;
  const legal = all.map((each) => each.legal);
  expect(legal).toEqual(wanted.map((each) => overAll(each, policy).legal));
  expect(legal).not.toEqual(wanted.map((each) => overAll(each).legal));
});

const average = { weeks: 3, max_average_min: 2380 };
const longRuns: readonly (readonly [string, boolean, Policy['rules']])[] = [
  ['an average', true, { R12: { severity: 'review', params: average, isOverridable: true } }],
  ['an average, where rules are strict', false, { R12: { severity: 'review', params: average, isOverridable: true } }],
  ['nights', true, { R18: { severity: 'review', params: { weeks: 2, max_average_min: 390 }, isOverridable: true } }],
  [
    'weekends',
    true,
    { R25: { severity: 'review', params: { max_weekends: 2, complete: 'whole' }, isOverridable: true } },
  ],
  [
    'weekends, where rules are strict',
    false,
    { R25: { severity: 'review', params: { max_weekends: 3 }, isOverridable: true } },
  ],
];

test.each(longRuns)('asks for a look at %s exactly where all that is read would', async (_, delta, rules) => {
  const { R5, R6, R7, R10 } = house.rules;
  const policy = { ...house, delta, revision: 1, rules: { R5, R6, R7, R10, ...rules } as Policy['rules'] };
  await savePolicy(policy);
  const owned = shifts.filter(({ person }) => person !== null);
  const wanted = every(151, owned).map(({ id }, index) => ({ shiftId: id, wants: index % 3 === 0 ? null : {} }));

  const all: PartnersFound[] = [];
  for (const each of wanted) all.push(await found(each));

  await database.sql`delete from swap_policies`;
  const legal = all.map((each) => each.legal);
  expect(legal).toEqual(wanted.map((each) => overAll(each, policy).legal));
  const verdicts = legal.flat().map(({ verdict }) => verdict);
  expect(verdicts.filter((verdict) => verdict === 'review').length).toBeGreaterThan(10);
  expect(verdicts.filter((verdict) => verdict === 'allow').length).toBeGreaterThan(20);
});

test('lists and counts no shift of another team, though somebody is on both', async () => {
  const given = shifts.find(({ person }) => person !== null);
  const before = await found({ shiftId: given?.id ?? '', wants: {} });
  const [other] = before.legal.slice(-1);
  await database.sql`update shifts set team_id = ${CARE_US} where id = ${other?.gives ?? ''}`;

  const after = await found({ shiftId: given?.id ?? '', wants: {} });

  await database.sql`update shifts set team_id = ${CARE} where id = ${other?.gives ?? ''}`;
  expect(after.considered).toBe(before.considered - 1);
  expect(after.legal).toEqual(before.legal.filter(({ gives }) => gives !== other?.gives));
});

test('has the nearest answer where none is legal, also where everybody lacks the skill', async () => {
  const given = shifts.find(({ person }) => person !== null);
  await database.sql`update shifts set role = 'nobody has it' where id = ${given?.id ?? ''}`;

  const { legal, considered, nearest } = await found({ shiftId: given?.id ?? '', wants: null });

  await database.sql`update shifts set role = ${given?.role ?? null} where id = ${given?.id ?? ''}`;
  expect([legal.length, considered]).toEqual([0, 59]);
  expect(nearest?.broken.map(({ rule }) => rule)).toContain('R7');
});

test('asks as many statements for one shift as for any other', async () => {
  const owned = shifts.filter(({ person }) => person !== null);
  const counts: number[] = [];
  for (const { id } of every(400, owned)) {
    database.queries.length = 0;
    await found({ shiftId: id, wants: {} });
    counts.push(database.queries.length);
  }

  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
});

test('considers nobody but those who are named, and whoever has an account', async () => {
  const given = shifts.find(({ person }) => person !== null);
  const [one = '', two = '', gone = ''] = [...roster.people.keys()].filter((person) => person !== given?.person);
  await database.sql`update people set kind = 'deactivated' where slack_id = ${gone}`;

  const named = await found({ shiftId: given?.id ?? '', wants: null, askedOnly: [one, two, gone] });
  const all = await found({ shiftId: given?.id ?? '', wants: null });

  await database.sql`update people set kind = 'full' where slack_id = ${gone}`;
  expect([named.considered, all.considered]).toEqual([2, 58]);
});

test('puts those first who took least at night, on weekends and at short notice lately', async () => {
  const open = shifts.filter(({ person }) => person === null);
  const wanted = { shiftId: open[5]?.id ?? '', wants: null };
  const before = (await found(wanted)).legal;
  const [first = { person: '' }] = before;
  await database.sql`
    insert into fairness_facts (workspace_id, execution_id, position, slack_id, what, shift_id, team_id, at, starts_at,
      minutes, night_minutes, weekend_minutes, notice_minutes)
    select 'T0NORTHWIND', gen_random_uuid(), 0, ${first.person}, 'took', gen_random_uuid(), ${CARE}, ${now}, ${now}, 480, 420, 0, 60`;

  const after = (await found(wanted)).legal;

  await database.sql`delete from fairness_facts`;
  expect(before.length).toBeGreaterThan(1);
  expect(after.at(-1)?.person).toBe(first.person);
});

async function savePolicy({ revision, ...policy }: Policy): Promise<void> {
  const saved = database.sql.json({ ...policy, packs: [] } as never);
  await database.sql`
    insert into swap_policies (workspace_id, team_id, revision, effective_from, policy, changed_by, changed_at)
    values ('T0NORTHWIND', ${CARE}, ${revision}, '2026-01-01', ${saved}, 'U0MAYA', ${now})`;
}
