import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { pruneOutbox } from './prune-outbox.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate outbox_messages`;
  await database.sql`delete from business_clock`;
});

function queued(key: string, state: string, age: string, sequence: number) {
  return database.sql`
    insert into outbox_messages (workspace_id, channel, sequence, kind, dedupe_key, payload, state, correlation_id, queued_at)
    values ('T0NORTHWIND', 'C0CARE', ${sequence}, 'post', ${key}, '{}', ${state}, 'c', clock_timestamp() - ${age}::interval)`;
}

async function keptAfterPruning(): Promise<string[]> {
  await pruneOutbox.handler.run(testContext(database.db, { kind: 'system' }), {}, { confirm: () => Promise.resolve() });
  const left = await database.sql`select dedupe_key from outbox_messages order by sequence`;
  return left.map((row) => String(row['dedupe_key']));
}

test('what is sent goes after a day, what Slack refused after a month, what waits never', async () => {
  await queued('sent lately', 'sent', '25 hours', 1);
  await queued('sent long ago', 'sent', '27 hours', 2);
  await queued('replaced long ago', 'superseded', '27 hours', 3);
  await queued('refused lately', 'failed', '29 days', 4);
  await queued('refused long ago', 'failed', '31 days', 5);
  await queued('waits', 'queued', '40 days', 6);

  const kept = await keptAfterPruning();

  expect(kept).toEqual(['sent lately', 'refused lately', 'waits']);
});

test('business time that was set ahead makes nothing older than it is', async () => {
  await queued('sent lately', 'sent', '1 hour', 1);
  await database.sql`insert into business_clock (offset_ms) values (172800000)`;

  const kept = await keptAfterPruning();

  expect(kept).toEqual(['sent lately']);
});
