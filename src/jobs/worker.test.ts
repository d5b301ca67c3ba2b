import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually, gate, testWorker } from '../../test/support/worker.ts';
import { transaction } from '../core/context.ts';
import { addJob, type JobOptions } from './add-job.ts';
import { handleJob, jobKind, type JobBehaviour, type JobKind } from './define-job.ts';
import type { Worker, WorkerOptions } from './worker.ts';

const Input = z.object({ name: z.string() });
const greet = jobKind('test.greet', Input, 3);

let database: TestDatabase;
let workers: Worker[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  workers = [];
  await database.sql`delete from jobs`;
  await database.sql`delete from business_clock`;
});
afterEach(() => Promise.all(workers.map((worker) => worker.drain(1_000))));

async function startWorker(behaviour: JobBehaviour<{ name: string }>, options: Partial<WorkerOptions> = {}) {
  const worker = testWorker(database.db, [handleJob(greet, behaviour)], options);
  workers.push(worker);
  await worker.start();
  return worker;
}

function add(name: string, options: JobOptions = {}, kind: JobKind<{ name: string }> = greet): Promise<void> {
  const ctx = testContext(database.db);
  return transaction(ctx, (tx) => addJob(tx, ctx, kind, { name }, options));
}

function rows() {
  return database.sql<
    { attempts: number; dead: boolean; leased: boolean; lastError: string | null }[]
  >`select attempts, dead_at is not null as dead, lease_token is not null as leased, last_error as "lastError" from jobs`;
}

test('a job runs with its input and correlation id as soon as it is committed, and is gone', async () => {
  const seen: unknown[] = [];
  await startWorker({ run: async (ctx, input) => void seen.push([ctx.workspaceId, ctx.correlationId, input.name]) });

  await add('Ana');

  await eventually(() => expect(seen).toEqual([['T0NORTHWIND', 'test', 'Ana']]));
  await eventually(async () => expect(await rows()).toEqual([]));
});

test('a job of a transaction that rolled back never runs', async () => {
  const seen: string[] = [];
  await startWorker({ run: async (_, input) => void seen.push(input.name) });
  const ctx = testContext(database.db);

  const attempt = transaction(ctx, async (tx) => {
    await addJob(tx, ctx, greet, { name: 'never' });
    throw new Error('changed my mind');
  });

  await expect(attempt).rejects.toThrow('changed my mind');
  await add('Ana');
  await eventually(() => expect(seen).toEqual(['Ana']));
});

test('two workers run each of 300 jobs once', async () => {
  const seen: string[] = [];
  const behaviour = { run: async (_: unknown, input: { name: string }) => void seen.push(input.name) };
  await Promise.all([startWorker(behaviour), startWorker(behaviour)]);

  for (let from = 0; from < 300; from += 30)
    await Promise.all(Array.from({ length: 30 }, (_, index) => add(`job ${from + index}`)));

  await eventually(async () => expect(await rows()).toEqual([]));
  expect(seen).toHaveLength(300);
  expect(new Set(seen).size).toBe(300);
});

test('never more than the allowed number run at once', async () => {
  let running = 0;
  let most = 0;
  const held = gate();
  await startWorker(
    {
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        if (running === 3) held.open();
        await held.opened;
        running -= 1;
      },
    },
    { concurrency: 3 },
  );

  await Promise.all(Array.from({ length: 12 }, (_, index) => add(`job ${index}`)));

  await eventually(async () => expect(await rows()).toEqual([]));
  expect(most).toBe(3);
});

test('a future job starts when its time comes, without anybody calling', async () => {
  const seen: number[] = [];
  await startWorker({ run: async () => void seen.push(Date.now()) });
  const due = Date.now() + 400;

  await add('later', { runAt: new Date(due) });

  await eventually(() => expect(seen).toHaveLength(1));
  expect(seen[0]! - due).toBeGreaterThanOrEqual(-5);
  expect(seen[0]! - due).toBeLessThan(200);
});

test('moving the business clock forward makes a far job due at once', async () => {
  const seen: string[] = [];
  await startWorker({ run: async (_, input) => void seen.push(input.name) });
  await add('tomorrow', { runAt: new Date(Date.now() + 86_400_000) });

  await database.db.system`insert into business_clock (offset_ms) values (86400000)`;

  await eventually(() => expect(seen).toEqual(['tomorrow']));
});

test('a failed job is tried again later, and the run after it succeeds', async () => {
  let runs = 0;
  await startWorker({
    run: async () => {
      runs += 1;
      if (runs === 1) throw new Error('no luck');
    },
  });

  await add('Ana');

  await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 1, lastError: 'Error: no luck' }]));
  await eventually(async () => expect(await rows()).toEqual([]));
  expect(runs).toBe(2);
});

test('a job that fails each time is buried after its last attempt, and somebody is told once', async () => {
  const told: unknown[] = [];
  await add('Ana');
  await database.sql`update jobs set attempts = 2`;

  await startWorker({
    run: () => Promise.reject(new Error('never')),
    failed: async (_, input, error) => void told.push([input.name, String(error)]),
  });

  await eventually(async () => expect(await rows()).toMatchObject([{ dead: true, leased: false }]));
  expect(told).toEqual([['Ana', 'Error: never']]);
});

test('a job whose runs killed the process is not run again', async () => {
  const told: string[] = [];
  let runs = 0;
  await add('poison', { dedupeKey: 'poison' });
  await database.sql`update jobs set attempts = 3, lease_token = gen_random_uuid(), leased_until = now() - interval '1 s'`;

  await startWorker({
    run: async () => void (runs += 1),
    failed: async (_, __, error) => void told.push(String(error)),
  });

  await eventually(async () => expect(await rows()).toMatchObject([{ dead: true }]));
  expect(runs).toBe(0);
  expect(told).toEqual(['Error: the process died during each run']);
});

test('asking again for a dead job brings it back', async () => {
  const seen: string[] = [];
  await add('old', { dedupeKey: 'one' });
  await database.sql`update jobs set attempts = 3, dead_at = now()`;
  await startWorker({ run: async (_, input) => void seen.push(input.name) });

  await add('new', { dedupeKey: 'one' });

  await eventually(() => expect(seen).toEqual(['new']));
});

test('a job that hangs counts as failed, and its lease is withdrawn', async () => {
  const confirmed = gate();
  let outcome: unknown;
  await startWorker(
    {
      run: async (_, __, lease) => {
        await confirmed.opened;
        outcome = await lease.confirm().catch((error: unknown) => error);
      },
    },
    { timeLimitMs: 100 },
  );

  await add('hang');
  await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 1, leased: false }]));
  confirmed.open();

  await eventually(() => expect(String(outcome)).toContain('LeaseLost'));
});

test('jobs of kinds a worker does not know are left for others', async () => {
  const seen: string[] = [];
  await startWorker({ run: async (_, input) => void seen.push(input.name) });

  await add('from a newer replica', {}, jobKind('test.newer', Input));
  await add('known');

  await eventually(() => expect(seen).toEqual(['known']));
  await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 0, leased: false, dead: false }]));
});

test('the work of a worker that died is taken over when its lease has ended', async () => {
  const seen: string[] = [];
  await add('orphan');
  await database.sql`update jobs set attempts = 1, lease_token = gen_random_uuid(), leased_until = clock_timestamp() + interval '300 ms'`;

  await startWorker({ run: async (_, input) => void seen.push(input.name) });
  expect(seen).toEqual([]);
  await database.sql`update jobs set leased_until = clock_timestamp()`;
  await database.sql`notify jobs`;

  await eventually(() => expect(seen).toEqual(['orphan']));
});

test('draining waits for what runs and leaves the rest', async () => {
  const held = gate();
  const seen: string[] = [];
  const worker = await startWorker(
    {
      run: async (_, input) => {
        seen.push(input.name);
        await held.opened;
      },
    },
    { concurrency: 1 },
  );
  await add('first');
  await eventually(() => expect(seen).toEqual(['first']));
  await add('second');

  const drained = worker.drain(5_000);
  held.open();
  await drained;

  expect(seen).toEqual(['first']);
  expect(await rows()).toMatchObject([{ attempts: 0, leased: false }]);
});

test('draining gives back what does not end in time, without counting the attempt', async () => {
  const held = gate();
  const started = gate();
  const worker = await startWorker({
    run: async () => {
      started.open();
      await held.opened;
    },
  });
  await add('slow');
  await started.opened;

  await worker.drain(50);

  expect(await rows()).toMatchObject([{ attempts: 0, leased: false }]);
  held.open();
});

test('a running job keeps its lease for as long as it runs', async () => {
  const held = gate();
  let runs = 0;
  const behaviour = {
    run: async () => {
      runs += 1;
      await held.opened;
    },
  };
  await startWorker(behaviour, { leaseMs: 300 });
  await startWorker(behaviour, { leaseMs: 300 });
  await add('long');
  const until = () =>
    database.sql<{ at: Date }[]>`select leased_until as at from jobs`.then(([row]) => row!.at.getTime());
  await eventually(() => expect(runs).toBe(1));
  const first = await until();

  await eventually(async () => expect(await until()).toBeGreaterThan(first + 600));
  await database.sql`notify jobs`;
  held.open();

  await eventually(async () => expect(await rows()).toEqual([]));
  expect(runs).toBe(1);
});
