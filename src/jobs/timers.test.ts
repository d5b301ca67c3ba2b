import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually, testWorker } from '../../test/support/worker.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { createLog } from '../core/log.ts';
import { addJob } from './add-job.ts';
import { handleTimer, jobKind } from './define-job.ts';
import type { Worker, WorkerOptions } from './worker.ts';

const caseTimer = jobKind('test.timer', z.object({}), 2);

let database: TestDatabase;
let workers: Worker[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate jobs, business_clock`);
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.drain(1_000)));
  workers = [];
});

async function startWorker(run: (ctx: Ctx) => Promise<void>, options: Partial<WorkerOptions> = {}) {
  const worker = testWorker(database.db, [handleTimer(caseTimer, run)], options);
  workers.push(worker);
  await worker.start();
}

function setTimer(runAt: Date): Promise<void> {
  const ctx = testContext(database.db);
  return transaction(ctx, (tx) => addJob(tx, ctx, caseTimer, {}, { runAt, dedupeKey: 'one case' }));
}

async function timer() {
  const [row] = await database.sql<
    { attempts: number; isDead: boolean; isHeld: boolean; minutes: number; lastError: string | null }[]
  >`
    select attempts, dead_at is not null as "isDead", lease_token is not null as "isHeld", last_error as "lastError",
      round(extract(epoch from run_at - business_now()) / 60)::int as minutes
    from jobs`;
  return row;
}

const passMinutes = (minutes: number) => database.sql`
  insert into business_clock ("only", offset_ms) values (true, ${minutes * 60_000})
  on conflict ("only") do update set offset_ms = business_clock.offset_ms + excluded.offset_ms`;

test('a timer whose attempts are used up is told once, and comes again ten minutes later with all of them', async () => {
  let isOverloaded = true;
  let done = 0;
  const lines: string[] = [];
  const run = async () => {
    if (isOverloaded) throw new Error('too many clients already');
    done += 1;
  };
  const log = createLog('error', { write: (line) => lines.push(line) });
  const buildContext = (workspaceId: string) => ({ ...testContext(database.db, { workspaceId, kind: 'system' }), log });
  await startWorker(run, { buildContext });

  await setTimer(new Date());
  await eventually(async () => expect(await timer()).toMatchObject({ attempts: 1, isHeld: false }));
  await passMinutes(1);
  await eventually(async () => expect(await timer()).toMatchObject({ attempts: 0, isDead: false, minutes: 10 }));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ kind: 'test.timer', restMs: 600_000 }]);

  isOverloaded = false;
  await passMinutes(11);
  await eventually(async () => expect(await timer()).toBeUndefined());
  expect(done).toBe(1);
});

test('a timer that killed the process each time rests as well', async () => {
  let runs = 0;
  await setTimer(new Date());
  await database.sql`update jobs set attempts = 2, lease_token = gen_random_uuid(), leased_until = clock_timestamp()`;

  await startWorker(async () => void (runs += 1));

  await eventually(async () => expect(await timer()).toMatchObject({ attempts: 0, isDead: false, minutes: 10 }));
  expect(runs).toBe(0);
});

test('a timer that is asked for while it fails for the last time comes when it was asked for', async () => {
  await startWorker(async () => {
    await setTimer(new Date(Date.now() + 180_000));
    throw new Error('too many clients already');
  });

  await setTimer(new Date());
  await eventually(async () => expect(await timer()).toMatchObject({ attempts: 1, isHeld: false }));
  await database.sql`update jobs set run_at = business_now()`;
  await database.sql`notify jobs`;

  await eventually(async () => expect(await timer()).toMatchObject({ attempts: 0, isDead: false, minutes: 3 }));
});

test('no timer comes early by the clock it is given, however far that is behind', async () => {
  const due = new Date();
  const seen: Date[] = [];
  const behind = { now: () => new Date(due.getTime() - 300_000) };
  const buildContext = (workspaceId: string) => ({ ...testContext(database.db, { workspaceId }), clock: behind });
  const run = async ({ clock }: Ctx) => {
    seen.push(clock.now());
    if (clock.now() < due) await setTimer(due);
  };

  await startWorker(run, { buildContext });
  await setTimer(due);

  await eventually(async () => expect(await timer()).toBeUndefined());
  expect(seen).toEqual([due]);
});

test.each([
  ['is a parameter', sql`select pg_sleep(0), ${'her story'}::text, 1 / (random()::int * 0)`, '22012'],
  ['cannot be read', sql`select ${'her story'}::uuid`, '22P02'],
])('what people wrote is not kept with the error of a job where it %s', async (_name, statement, code) => {
  await startWorker((ctx) => transaction(ctx, async (tx) => void (await tx.execute(statement))));

  await setTimer(new Date());

  await eventually(async () => expect((await timer())?.lastError).toContain(code));
  expect((await timer())?.lastError).not.toContain('story');
});

test('nor where a statement without drizzle cannot read it', async () => {
  await startWorker(async ({ db }) => void (await db.system`select ${'her story'}::text::uuid`));

  await setTimer(new Date());

  await eventually(async () => expect((await timer())?.lastError).toContain('22P02'));
  expect((await timer())?.lastError).not.toContain('story');
});
