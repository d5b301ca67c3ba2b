import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { testContext } from '../../test/support/context.ts';
import { pruneIntake } from './prune-intake.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

async function stored(identity: string, age: string, isDone: boolean, workspace = 'T0NORTHWIND'): Promise<void> {
  await database.sql`
    insert into intake (workspace_id, identity, kind, key, correlation_id, received_at, happened_at, done_at)
    values (${workspace}, ${identity}, 'event', 'x', 'c', clock_timestamp() - ${age}::interval,
            clock_timestamp() - ${age}::interval,             ${isDone ? new Date() : null})`;
}

test('what Slack may still repeat and what waits to be done is kept, the rest goes, every hour', async () => {
  await stored('done lately', '25 hours', true);
  await stored('done long ago', '27 hours', true);
  await stored('waits', '29 days', false);
  await stored('waited in vain', '31 days', false);
  await stored('of another workspace', '27 hours', true, 'T0ELSEWHERE');
  const context = testContext(database.db, { kind: 'system' });

  await pruneIntake.schedule(context);
  await pruneIntake.schedule(context);
  const scheduled = await database.sql`select kind from jobs where run_at <= business_now()`;
  await database.sql`delete from jobs`;
  await pruneIntake.handler.run(context, {}, { confirm: () => Promise.resolve() });

  const left = await database.sql`select identity from intake order by identity`;
  const [next] = await database.sql`
    select round(extract(epoch from run_at - business_now()) / 60) as minutes from jobs where kind = 'intake.prune'`;
  expect(left.map(({ identity }) => String(identity))).toEqual(['done lately', 'of another workspace', 'waits']);
  expect(scheduled).toHaveLength(1);
  expect(Number(next?.['minutes'])).toBe(60);
});
