import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { queue } from '../../test/support/deliver.ts';
import { readBacklog } from './backlog.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('a message waits as long as people wait for it, whatever business time says', async () => {
  await queue(testContext(database.db), { kind: 'post', to: 'C0CARE', message: { text: 'a' }, dedupeKey: 'a' });
  await database.sql`insert into business_clock (offset_ms) values (172800000)`;

  const backlog = await readBacklog(database.db);

  expect(backlog.outboxPending).toBe(1);
  expect(backlog.outboxOldestSeconds).toBeGreaterThan(0);
  expect(backlog.outboxOldestSeconds).toBeLessThan(60);
});

test('a schedule that has come due waits, by business time; one that is ahead does not', async () => {
  await database.sql`
    insert into schedules (workspace_id, kind, key, rule, next_run_at, next_local_date)
    values ('T0NORTHWIND', 'test', 'ahead', '{}', business_now() + interval '1 hour', '2026-03-10')`;
  expect((await readBacklog(database.db)).scheduleLagSeconds).toBe(0);

  await database.sql`
    insert into schedules (workspace_id, kind, key, rule, next_run_at, next_local_date)
    values ('T0NORTHWIND', 'test', 'due', '{}', business_now() - interval '5 minutes', '2026-03-10')`;
  const { scheduleLagSeconds } = await readBacklog(database.db);

  expect(Math.round(scheduleLagSeconds / 60)).toBe(5);
});
