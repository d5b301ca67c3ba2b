import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestedByLeo } from '../../../test/support/approvals.ts';
import { claimedByLeo } from '../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { CARE, openNorthwind, type Northwind } from '../../../test/support/northwind.ts';
import { systemAt } from '../../../test/support/timers.ts';
import { lookAtApproval } from './approvals/look-at-approval.ts';
import { checkOwner } from './chain/check-owner.ts';
import { followTeamChange } from './follow-team-change.ts';

const TEN = new Date('2026-03-10T09:00:00Z');
const TOMORROW = '2026-03-11T09:00:00.000Z';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate reminders, promises, cases, jobs cascade`);

const asApp = () => systemAt(database, TEN);

/** Keys of the timers of this kind that are due. */
async function due(kind: string): Promise<readonly string[]> {
  const rows = await database.sql<{ key: string }[]>`
    select dedupe_key as key from jobs
    where kind = ${kind} and run_at <= business_now() and run_at > business_now() - interval '1 min' order by key`;
  return rows.map(({ key }) => key);
}

async function timerOf(kind: string): Promise<string | undefined> {
  const [row] = await database.sql<{ at: Date }[]>`select run_at as at from jobs where kind = ${kind}`;
  return row?.at.toISOString();
}

test('owners and approvers are looked at anew when the hours of the team or of one of its people change', async () => {
  const { id } = await claimedByLeo(northwind);
  const { approval } = await requestedByLeo(database, northwind);
  await database.sql`truncate jobs`;

  await followTeamChange(asApp(), CARE);

  expect([await due('case.owner-check'), await due('case.approval')]).toEqual([[id], [approval.id]]);
});

test('however many they are', async () => {
  const { id } = await claimedByLeo(northwind);
  await database.sql`
    insert into cases select (jsonb_populate_record(of, jsonb_build_object('id', gen_random_uuid(), 'number', of.number + n,
      'request_id', 'copy ' || n))).*
    from cases as of, generate_series(1, 401) as n where of.id = ${id}`;
  await database.sql`truncate jobs`;

  await followTeamChange(asApp(), CARE);

  expect(await due('case.owner-check')).toHaveLength(402);
});

test('a clock whose timer is lost or dead gets it back, and no other timer is touched', async () => {
  const [lost, dead, kept] = [
    await claimedByLeo(northwind),
    await claimedByLeo(northwind),
    await claimedByLeo(northwind),
  ];
  await database.sql`delete from jobs where kind = 'case.clock' and dedupe_key = ${lost.id}`;
  await database.sql`update jobs set run_at = now() + interval '1 year'`;
  await database.sql`update jobs set dead_at = now() where kind = 'case.clock' and dedupe_key = ${dead.id}`;

  await followTeamChange(asApp(), CARE);

  expect(await due('case.clock')).toEqual([lost.id, dead.id].toSorted());
  expect(await due('case.clock')).not.toContain(kept.id);
});

test('a team without any hours has its owners and approvers looked at again the next day', async () => {
  const { id } = await claimedByLeo(northwind);
  const { approval } = await requestedByLeo(database, northwind);
  await database.sql`truncate jobs`;
  await database.sql`update teams set business_hours = '[]'`;

  await checkOwner(asApp(), { caseId: id });
  await lookAtApproval(asApp(), approval.id);

  expect([await timerOf('case.owner-check'), await timerOf('case.approval')]).toEqual([TOMORROW, TOMORROW]);
});
