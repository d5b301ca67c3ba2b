import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { claimJobs, untilNextDue } from './claim-jobs.ts';

let database: TestDatabase;
/** One connection, so that what it has read can be counted. */
let one: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  one = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await one.end();
  await database.close();
});
beforeEach(async () => {
  await database.sql`truncate jobs, installations`;
  await database.sql`
    insert into installations (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_at)
    values ('T0GONE', 'Gone', 'gone', 'A0', 'B0', 'U0', now()), ('T0HERE', 'Here', 'here', 'A0', 'B0', 'U0', now())`;
  await database.sql`
    insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
    select 'T0GONE', 'test.work', '{}', 'c', now() - interval '1 day' from generate_series(1, 5000)`;
});

const remove = () => database.sql`update installations set removed_at = now() where workspace_id = 'T0GONE'`;
const comeBack = () => database.sql`update installations set removed_at = null where workspace_id = 'T0GONE'`;

/** Jobs that a look goes through, whether by the index or not. */
async function readByALook(): Promise<number> {
  const read = async () => {
    const [row] = await one<{ read: number }[]>`
      select pg_stat_force_next_flush(), (seq_tup_read + idx_tup_fetch)::int as read
      from pg_stat_user_tables where relname = 'jobs'`;
    return row?.read ?? 0;
  };
  await read();
  const before = await read();
  await one.begin(async (tx) => void (await claimJobs(tx as unknown as Sql, ['test.work'], 50, 1_000)));
  await untilNextDue(one, ['test.work']);
  await read();
  return (await read()) - before;
}

test('the overdue jobs of a workspace that removed the app are not even looked at', async () => {
  await remove();
  // As the server does by itself soon after such a change.
  await database.sql`vacuum analyze jobs`;

  expect(await readByALook()).toBeLessThan(100);
});

test('they are due again once it is back, and what came meanwhile waits too', async () => {
  await remove();
  await database.sql`
    insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
    values ('T0GONE', 'test.work', '{}', 'meanwhile', now() - interval '2 days')`;
  expect(await claimJobs(database.db.system, ['test.work'], 50, 1_000)).toEqual([]);

  await comeBack();

  const claimed = await claimJobs(database.db.system, ['test.work'], 50, 1_000);
  expect(claimed).toHaveLength(50);
  expect(claimed.map(({ correlationId }) => correlationId)).toContain('meanwhile');
});
