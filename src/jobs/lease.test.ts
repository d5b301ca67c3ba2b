import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { transaction } from '../core/context.ts';
import { addJob } from './add-job.ts';
import { claimJobs, type ClaimedJob } from './claim-jobs.ts';
import { jobKind } from './define-job.ts';
import { completeJobs, retryJob } from './finish-jobs.ts';
import { confirmHeld, extendLeases, leaseOf, LeaseLost } from './lease.ts';

const kind = jobKind('test.send', z.object({}));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.sql`delete from jobs`);
afterEach(() => void vi.useRealTimers());

async function claimOne(): Promise<ClaimedJob> {
  const [job] = await claimJobs(database.db.system, [kind.name], 1, 30_000);
  if (!job) throw new Error('nothing to claim');
  return job;
}

function add(): Promise<void> {
  const ctx = testContext(database.db);
  return transaction(ctx, (tx) => addJob(tx, ctx, kind, {}, { dedupeKey: 'one' }));
}

const confirm = (job: ClaimedJob) => leaseOf(database.db.system, job, 30_000).confirm();

test('a fresh lease is confirmed, and nobody else gets the job', async () => {
  await add();
  const job = await claimOne();

  await expect(confirm(job)).resolves.toBeUndefined();
  await expect(claimOne()).rejects.toThrow('nothing to claim');
});

test('a claim passes over what another one is just taking', async () => {
  await database.sql`
    insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
    select 'T0NORTHWIND', ${kind.name}, '{}', 'test', now() from generate_series(1, 10)`;

  const claimed = await database.sql.begin(async (other) => {
    await other`update jobs set lease_token = gen_random_uuid() where id in (select id from jobs order by run_at limit 4)`;
    return claimJobs(database.db.system, [kind.name], 30, 30_000);
  });

  expect(claimed).toHaveLength(6);
});

test('claims made at the same moment share out the jobs, each to one', async () => {
  await database.sql`
    insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
    select 'T0NORTHWIND', ${kind.name}, '{}', 'test', now() from generate_series(1, 400)`;

  const claims = await Promise.all(
    Array.from({ length: 20 }, () => claimJobs(database.db.system, [kind.name], 30, 30_000)),
  );

  const ids = claims.flat().map((job) => job.id);
  expect(ids).toHaveLength(400);
  expect(new Set(ids).size).toBe(400);
});

test('a lease that would end during an outside call is not confirmed', async () => {
  await add();
  const job = await claimOne();

  await database.sql`update jobs set leased_until = clock_timestamp() + interval '17 s'`;

  await expect(confirm(job)).rejects.toThrow(LeaseLost);
});

test('a frozen worker that wakes finds its lease gone and can end nothing', async () => {
  await add();
  const frozen = await claimOne();
  await database.sql`update jobs set leased_until = clock_timestamp() - interval '1 s'`;
  const other = await claimOne();

  await expect(confirm(frozen)).rejects.toThrow(LeaseLost);
  await extendLeases(database.db.system, [frozen], 60_000);
  await retryJob(database.db.system, frozen, 0, 'late');
  await completeJobs(database.db.system, [frozen]);

  await expect(confirm(other)).resolves.toBeUndefined();
  const [row] = await database.sql`select attempts, last_error from jobs`;
  expect(row).toEqual({ attempts: 2, last_error: null });
});

test('an answer that was waiting for a frozen process is not believed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });

  const thawed = confirmHeld(async () => {
    vi.setSystemTime(Date.now() + 40_000);
    return true;
  });

  await expect(thawed).rejects.toThrow(LeaseLost);
});
