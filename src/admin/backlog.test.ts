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
