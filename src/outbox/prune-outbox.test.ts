import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { pruneOutbox } from './prune-outbox.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

test('what is sent goes after a day, what Slack refused after a month, what waits never', async () => {
  const queued = (key: string, state: string, age: string, sequence: number) => database.sql`
    insert into outbox_messages (workspace_id, channel, sequence, kind, dedupe_key, payload, state, correlation_id, queued_at)
    values ('T0NORTHWIND', 'C0CARE', ${sequence}, 'post', ${key}, '{}', ${state}, 'c', clock_timestamp() - ${age}::interval)`;
  await queued('sent lately', 'sent', '25 hours', 1);
  await queued('sent long ago', 'sent', '27 hours', 2);
  await queued('replaced long ago', 'superseded', '27 hours', 3);
  await queued('refused lately', 'failed', '29 days', 4);
  await queued('refused long ago', 'failed', '31 days', 5);
  await queued('waits', 'queued', '40 days', 6);

  await pruneOutbox.handler.run(testContext(database.db, { kind: 'system' }), {}, { confirm: () => Promise.resolve() });

  const left = await database.sql`select dedupe_key from outbox_messages order by sequence`;
  expect(left.map((row) => String(row['dedupe_key']))).toEqual(['sent lately', 'refused lately', 'waits']);
});
