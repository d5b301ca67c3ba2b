import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually, gate, testWorker } from '../../test/support/worker.ts';
import { transaction } from '../core/context.ts';
import { addJob, type JobOptions } from './add-job.ts';
import { handleJob, jobKind } from './define-job.ts';

const count = jobKind('test.count', z.object({ total: z.number() }));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`create table facts (workspace_id text not null)`;
  await database.sql`grant select, insert on facts to floorwalker_app, floorwalker_system`;
});
afterAll(() => database.close());
beforeEach(() => database.sql`delete from jobs`);

function add(options: JobOptions, total = 1): Promise<void> {
  const ctx = testContext(database.db);
  return transaction(ctx, (tx) => addJob(tx, ctx, count, { total }, options));
}

function rows() {
  return database.sql<{ payload: unknown; runAt: Date; rerunAt: Date | null; attempts: number }[]>`
    select payload, run_at as "runAt", rerun_at as "rerunAt", attempts from jobs order by id`;
}

const early = new Date('2030-01-01T08:00:00Z');
const late = new Date('2030-01-02T08:00:00Z');

test('a second job with the same key joins the waiting one: the earlier time and the newer input hold', async () => {
  await add({ dedupeKey: 'one', runAt: early }, 1);

  await add({ dedupeKey: 'one', runAt: late }, 2);

  expect(await rows()).toMatchObject([{ payload: { total: 2 }, runAt: early }]);
  await add({ dedupeKey: 'one', runAt: new Date(early.getTime() - 1) }, 3);
  expect(await rows()).toMatchObject([{ runAt: new Date(early.getTime() - 1) }]);
});

test('jobs without a key, of other keys and of other workspaces stand apart', async () => {
  const elsewhere = testContext(database.db, { workspaceId: 'T0OTHER' });

  await add({ runAt: early });
  await add({ runAt: early });
  await add({ runAt: early, dedupeKey: 'one' });
  await add({ runAt: early, dedupeKey: 'two' });
  await transaction(elsewhere, (tx) => addJob(tx, elsewhere, count, { total: 1 }, { runAt: early, dedupeKey: 'one' }));

  expect(await rows()).toHaveLength(5);
});

test('asking for a running job leaves its lease alone and marks it to run once more', async () => {
  await add({ dedupeKey: 'one' });
  await database.sql`update jobs set lease_token = gen_random_uuid(), leased_until = now() + interval '30 s', attempts = 1`;
  const [before] = await rows();

  await add({ dedupeKey: 'one', runAt: late });
  await add({ dedupeKey: 'one', runAt: early });

  expect(await rows()).toMatchObject([{ runAt: before!.runAt, rerunAt: early, attempts: 1 }]);
});

test('a delay counts from now by business time', async () => {
  await database.db.system`insert into business_clock (offset_ms) values (86400000)`;

  await add({ delayMs: 60_000 });

  const [row] = await rows();
  expect(row!.runAt.getTime() - Date.now() - 86_460_000).toBeLessThan(1_000);
  await database.db.system`delete from business_clock`;
});

test('queueing is one statement', async () => {
  database.queries.length = 0;

  await add({ dedupeKey: 'one' });

  expect(database.queries).toHaveLength(1);
});

test('a wake-up that commits while the job is just ending still makes it run again', async () => {
  const started = gate();
  const mayEnd = gate();
  let runs = 0;
  const handler = handleJob(count, {
    run: async () => {
      runs += 1;
      started.open();
      await mayEnd.opened;
    },
  });
  const worker = testWorker(database.db, [handler]);
  await worker.start();
  await add({ dedupeKey: 'one' });
  await started.opened;
  const ctx = testContext(database.db);

  await transaction(ctx, async (tx) => {
    await addJob(tx, ctx, count, { total: 2 }, { dedupeKey: 'one' });
    mayEnd.open();
    // The completion now waits for this transaction's row lock.
    await eventually(async () => {
      const waiting = await database.sql`select from pg_locks where not granted`;
      expect(waiting.count).toBeGreaterThan(0);
    });
  });

  await eventually(() => expect(runs).toBe(2));
  await eventually(async () => expect(await rows()).toEqual([]));
  await worker.drain(1_000);
});

test('no wake-up is lost: whatever writers and two workers do at once, the last run has seen every fact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4), { minLength: 20, maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      everyFactSeen,
    ),
    { numRuns: 6, endOnFailure: true },
  );
});

async function everyFactSeen(pauses: readonly number[], writers: number): Promise<void> {
  await database.sql`delete from facts`;
  let seen = 0;
  let running = 0;
  let mostAtOnce = 0;
  const handler = handleJob(count, {
    run: async (ctx) => {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      const [facts] = await ctx.db.system<{ total: number }[]>`select count(*)::int as total from facts`;
      seen = Math.max(seen, facts!.total);
      running -= 1;
    },
  });
  const workers = [testWorker(database.db, [handler]), testWorker(database.db, [handler])];
  await Promise.all(workers.map((worker) => worker.start()));

  const queue = [...pauses];
  const write = async () => {
    for (let pause = queue.pop(); pause !== undefined; pause = queue.pop()) {
      await writeFact();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));

  await eventually(async () => expect(await rows()).toEqual([]));
  await Promise.all(workers.map((worker) => worker.drain(1_000)));
  expect(seen).toBe(pauses.length);
  expect(mostAtOnce).toBe(1);
}

function writeFact(): Promise<void> {
  const ctx = testContext(database.db);
  return transaction(ctx, async (tx) => {
    await addJob(tx, ctx, count, { total: 1 }, { dedupeKey: 'all' });
    await tx.execute(`insert into facts values ('T0NORTHWIND')`);
  });
}
