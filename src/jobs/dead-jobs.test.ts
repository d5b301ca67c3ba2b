import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually, testWorker } from '../../test/support/worker.ts';
import { transaction } from '../core/context.ts';
import { addJob } from './add-job.ts';
import { dropDeadJobs, listDeadJobs, retryDeadJobs } from './dead-jobs.ts';
import { handleJob, jobKind } from './define-job.ts';

const greet = jobKind('test.greet', z.object({ name: z.string() }), 1);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.sql`delete from jobs`);

/** A job for each name, of which all but `alive` have failed for good. */
async function jobsOf(
  names: readonly string[],
  { alive = [] as readonly string[] } = {},
): Promise<Record<string, number>> {
  const ctx = testContext(database.db);
  for (const name of names) {
    await transaction(ctx, (tx) => addJob(tx, ctx, greet, { name }, { dedupeKey: name }));
  }
  await database.sql`
    update jobs set dead_at = clock_timestamp(), attempts = 1, last_error = 'no such channel'
    where dedupe_key <> all(${[...alive]})`;
  const rows = await database.sql<{ key: string; id: number }[]>`select dedupe_key as key, id::int from jobs`;
  return Object.fromEntries(rows.map(({ key, id }) => [key, id]));
}

test('dead jobs are listed with why they failed, those that live are not', async () => {
  await jobsOf(['Ana', 'Leo'], { alive: ['Leo'] });

  expect(await listDeadJobs(database.db.system)).toMatchObject([
    { kind: 'test.greet', dedupeKey: 'Ana', attempts: 1, lastError: 'no such channel' },
  ]);
});

test('one that is tried again runs again, at once', async () => {
  const { Ana = 0, Leo = 0 } = await jobsOf(['Ana', 'Leo']);
  const greeted: string[] = [];
  const worker = testWorker(database.db, [
    handleJob(greet, { run: async (_ctx, { name }) => void greeted.push(name) }),
  ]);
  await worker.start();

  expect(await retryDeadJobs(database.db.system, [Ana])).toEqual([Ana]);

  await eventually(() => expect(greeted).toEqual(['Ana']));
  await worker.drain(1_000);
  expect((await listDeadJobs(database.db.system)).map(({ id }) => id)).toEqual([Leo]);
});

test('all can be tried again, or dropped', async () => {
  const { Ana = 0, Leo = 0, Maya = 0 } = await jobsOf(['Ana', 'Leo', 'Maya'], { alive: ['Maya'] });

  expect(await dropDeadJobs(database.db.system, [Ana, Maya, 999_999])).toEqual([Ana]);
  expect(await retryDeadJobs(database.db.system, 'all')).toEqual([Leo]);

  const left = await database.sql<{ id: number }[]>`select id::int from jobs where dead_at is null order by id`;
  expect(left.map(({ id }) => id)).toEqual([Leo, Maya]);
});
