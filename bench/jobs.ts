/** `npm run bench:jobs`: how soon, how fast and how far the work engine goes, on a database of its own. */
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { Ctx } from '../src/core/context.ts';
import { createLog } from '../src/core/log.ts';
import { addJob } from '../src/jobs/add-job.ts';
import { claimJobs, untilNextDue } from '../src/jobs/claim-jobs.ts';
import { handleJob, jobKind } from '../src/jobs/define-job.ts';
import { Worker } from '../src/jobs/worker.ts';
import { testContext } from '../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/database.ts';

const RUNS = 5;
const noop = jobKind('bench.noop', z.object({ queuedAt: z.number() }));
const future = jobKind('bench.future', z.object({}));

const database = await createTestDatabase();
const context: Ctx = testContext(database.db, { kind: 'system' });

await startAfterCommit(database);
await throughput(database);
await claimAmongFutureRows(database);
await database.close();

async function withWorker<T>(run: (input: { queuedAt: number }) => void, measure: () => Promise<T>): Promise<T> {
  const handlers = [
    handleJob(noop, { run: async (_, input) => run(input) }),
    handleJob(future, { run: async () => {} }),
  ];
  const log = createLog('silent');
  const worker = new Worker({ sql: database.db.system, handlers, buildContext: () => context, log });
  await worker.start();
  try {
    return await measure();
  } finally {
    await worker.drain(1_000);
  }
}

async function startAfterCommit({ db }: TestDatabase): Promise<void> {
  const samples: number[] = [];
  let started: (at: number) => void = () => undefined;
  await withWorker(
    () => started(performance.now()),
    async () => {
      for (let index = 0; index < 500; index += 1) {
        const begun = new Promise<number>((resolve) => {
          started = resolve;
        });
        await db.withWorkspace(context.workspaceId, (tx) => addJob(tx, context, noop, { queuedAt: 0 }));
        const committed = performance.now();
        samples.push(Math.max(0, (await begun) - committed));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      }
    },
  );
  const at = (share: number) => quantile(samples, share).toFixed(1);
  print('start after commit, 500 jobs', `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`, 'p95 ≤ 20 ms');
}

async function throughput({ sql }: TestDatabase): Promise<void> {
  const jobs = 20_000;
  const rates: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await sql`
      insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
      select 'T0NORTHWIND', ${noop.name}, '{"queuedAt": 0}', 'bench', clock_timestamp() - n * interval '1 ms'
      from generate_series(1, ${jobs}) as n`;
    let done = 0;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    await withWorker(
      () => {
        done += 1;
        if (done === jobs) finish();
      },
      () => finished,
    );
    rates.push(jobs / ((performance.now() - began) / 1000));
    const used = process.cpuUsage(cpuBefore);
    cpu.push((used.user + used.system) / jobs);
  }
  const rate = Math.round(quantile(rates, 0.5));
  const each = Math.round(quantile(cpu, 0.5));
  print('no-op jobs, one process', `${rate} jobs/s, ${each} µs CPU of the client each`, '≥ 5000 jobs/s');
}

async function claimAmongFutureRows({ sql, db }: TestDatabase): Promise<void> {
  const medians: number[] = [];
  for (const rows of [1_000, 1_000_000]) {
    await sql`delete from jobs`;
    await sql`
      insert into jobs (workspace_id, kind, dedupe_key, payload, correlation_id, run_at)
      select 'T0NORTHWIND', ${future.name}, 'timer ' || n, '{}', 'bench', clock_timestamp() + interval '1 day' + n * interval '1 s'
      from generate_series(1, ${rows}) as n`;
    await sql`vacuum analyze jobs`;
    medians.push(await claimMedian(db.system));
    print(`claim and next due time among ${rows} future jobs`, `${medians.at(-1)!.toFixed(3)} ms`, '≤ 1 ms');
  }
  print('1,000,000 future jobs against 1,000', `${(medians[1]! / medians[0]!).toFixed(2)} times`, '≤ 2 times');
}

/** One idle look: a claim that finds nothing and the question when to look again. */
async function claimMedian(system: TestDatabase['db']['system']): Promise<number> {
  const kinds = [noop.name, future.name];
  const look = async () => {
    await claimJobs(system, kinds, 50, 30_000);
    await untilNextDue(system, kinds);
  };
  const medians: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const samples: number[] = [];
    for (let index = 0; index < 200; index += 1) {
      const began = performance.now();
      await look();
      samples.push(performance.now() - began);
    }
    medians.push(quantile(samples, 0.5));
  }
  return quantile(medians, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function print(what: string, measured: string, goal: string): void {
  console.log(`${what}: ${measured} (goal ${goal})`);
}
