import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ctx, transaction } from '../../../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { generatedRoster } from '../../../../test/support/generated-roster.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';
import { saveRoster } from '../../../../test/support/save-roster.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster, Shift } from '../rules/roster.ts';
import type { Wants } from '../swaps/tables.ts';
import { findPartners } from './find-partners.ts';
import type { PartnersWanted } from './inquiry.ts';
import { partnersOf, type PartnersSeen } from './partners-of.ts';

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

function found(wanted: PartnersWanted): Promise<PartnersSeen> {
  return transaction(ctx, (tx) => partnersOf(tx, ctx, wanted));
}

function every(step: number, of: readonly Shift[]): readonly Shift[] {
  return of.filter((_, index) => index % step === 0);
}

/** The same search over the whole roster at once. */
function overAll({ shiftId, wants, part }: PartnersWanted) {
  const audience = new Set(roster.people.keys());
  const search = { shift: shiftId, wants, audience, ...(part && { part }) };
  return findPartners({ roster, policy: house, search });
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
