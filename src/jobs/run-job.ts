import type { Sql } from 'postgres';
import { notBefore } from '../core/clock.ts';
import type { Ctx } from '../core/context.ts';
import { messageOf } from '../core/log.ts';
import { codeOf } from '../db/errors.ts';
import type { ClaimedJob } from './claim-jobs.ts';
import type { JobHandler } from './define-job.ts';
import { buryJob, releaseJob, restJob, retryJob } from './finish-jobs.ts';
import { leaseOf, LeaseLost } from './lease.ts';
import { writeEnd } from './write-end.ts';

/** done · retried (due again later) · rested (the same after its last attempt) · dead (failed for good) · lost (the lease went to somebody else). */
export type JobOutcome = 'done' | 'retried' | 'rested' | 'dead' | 'lost';

export interface JobRunner {
  readonly sql: Sql;
  readonly leaseMs: number;
  /** How long a run may take before it counts as failed; its lease is withdrawn, so it can do nothing outside any more. */
  readonly timeLimitMs: number;
  readonly buildContext: (workspaceId: string, correlationId: string) => Ctx;
  readonly complete: (job: ClaimedJob) => Promise<void>;
}

/** How often the `failed` callback may itself bring the process down before the job is buried without it. */
const TRIES_TO_TELL = 2;

/** Runs one claimed job to an end that is written to its row. Throws only when the database cannot be written. */
export async function runJob(runner: JobRunner, handler: JobHandler, job: ClaimedJob): Promise<JobOutcome> {
  const built = runner.buildContext(job.workspaceId, job.correlationId);
  // It is due by the database's clock: to a process whose clock is behind, it would seem to come early again and again.
  const ctx = { ...built, clock: notBefore(built.clock, new Date(Math.ceil(job.runAtMs))) };
  if (job.attempts > job.maxAttempts)
    return giveUp(runner, handler, job, ctx, new Error('the process died during each run'));

  try {
    const lease = leaseOf(runner.sql, job, runner.leaseMs);
    await withinTime(handler.run(ctx, job.payload, lease), runner.timeLimitMs);
  } catch (error) {
    return failRun(runner, handler, job, ctx, error);
  }
  await writeEnd(runner.leaseMs, () => runner.complete(job));
  return 'done';
}

async function failRun(
  runner: JobRunner,
  handler: JobHandler,
  job: ClaimedJob,
  ctx: Ctx,
  error: unknown,
): Promise<JobOutcome> {
  if (error instanceof LeaseLost) {
    ctx.log.warn({ kind: job.kind, jobId: job.id }, 'job stopped because its lease was lost');
    await writeEnd(runner.leaseMs, () => releaseJob(runner.sql, job, false));
    return 'lost';
  }
  const isLast = job.attempts >= job.maxAttempts || handler.isHopeless?.(error) === true;
  if (isLast) return giveUp(runner, handler, job, ctx, error);

  ctx.log.warn(
    { err: error, kind: job.kind, jobId: job.id, attempts: job.attempts },
    'job failed and will be tried again',
  );
  const delayMs = Math.max(retryDelayMs(job.attempts), askedPauseMs(error));
  await writeEnd(runner.leaseMs, () => retryJob(runner.sql, job, delayMs, describe(error)));
  return 'retried';
}

/** After the last attempt. */
async function giveUp(
  runner: JobRunner,
  handler: JobHandler,
  job: ClaimedJob,
  ctx: Ctx,
  error: unknown,
): Promise<JobOutcome> {
  const { restMs } = handler;
  if (restMs !== undefined) {
    ctx.log.error({ err: error, kind: job.kind, jobId: job.id, restMs }, 'job failed again and again and rests');
    await writeEnd(runner.leaseMs, () => restJob(runner.sql, job, restMs, describe(error)));
    return 'rested';
  }
  ctx.log.error({ err: error, kind: job.kind, jobId: job.id, attempts: job.attempts }, 'job failed for good');
  if (job.attempts <= job.maxAttempts + TRIES_TO_TELL) {
    try {
      await handler.failed?.(ctx, job.payload, error);
    } catch (telling) {
      ctx.log.error({ err: telling, kind: job.kind, jobId: job.id }, 'telling of a failed job failed');
    }
  }
  await writeEnd(runner.leaseMs, () => buryJob(runner.sql, job, describe(error)));
  return 'dead';
}

/** 1 s, 2 s, 4 s … up to 10 minutes, each up to a quarter longer so that jobs that failed together part ways. */
export function retryDelayMs(attempts: number): number {
  const base = Math.min(1000 * 2 ** (attempts - 1), 600_000);
  return base * (1 + Math.random() / 4);
}

/** Whoever refused may have said when to come again, as Slack does with a 429: in seconds. */
function askedPauseMs(error: unknown): number {
  const isAsked = error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number';
  return isAsked ? Number(error.retryAfter) * 1000 : 0;
}

async function withinTime(run: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the run took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([run, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** For whoever runs the app: what was wrong, and nothing of what people wrote. */
function describe(error: unknown): string {
  const name = error instanceof Error ? error.name : 'thrown';
  const code = codeOf(error);
  return `${name}: ${messageOf(error)}${code === '' ? '' : ` (${code})`}`.slice(0, 500);
}
