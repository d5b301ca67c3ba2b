import type { ListenMeta, Sql } from 'postgres';
import type { Ctx } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import { createAlarm } from './alarm.ts';
import { inBatches } from './batch.ts';
import { claimJobs, untilNextDue, type ClaimedJob } from './claim-jobs.ts';
import type { JobHandler } from './define-job.ts';
import { completeJobs, releaseJob } from './finish-jobs.ts';
import { extendLeases } from './lease.ts';
import { runJob, type JobOutcome, type JobRunner } from './run-job.ts';

export interface WorkerObserver {
  /** It has just looked for due jobs, which it does every 10 s at least unless all its places are taken. */
  looked?(): void;
  /** `lateMs`: from when it was due until it was claimed. */
  claimed?(kind: string, lateMs: number): void;
  ended?(kind: string, outcome: JobOutcome, tookMs: number): void;
}

export interface WorkerOptions {
  /** The system role; the worker serves all workspaces. */
  readonly sql: Sql;
  readonly handlers: readonly JobHandler[];
  /** Context of a job: the app itself as actor. */
  readonly buildContext: (workspaceId: string, correlationId: string) => Ctx;
  readonly log: Log;
  readonly concurrency?: number;
  readonly leaseMs?: number;
  readonly timeLimitMs?: number;
  readonly observe?: WorkerObserver;
}

/** Looks at least this often, so that the work of a dead process is found soon after its lease has ended. */
const LONGEST_SLEEP_MS = 10_000;
/** While a due job is locked by somebody else. */
const LOCKED_SLEEP_MS = 100;
/** After an error of the database. */
const ERROR_SLEEP_MS = 1_000;

/** Runs due jobs of the kinds it has handlers for; any number of workers share one database. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #handlers: ReadonlyMap<string, JobHandler>;
  readonly #kinds: readonly string[];
  readonly #runner: JobRunner;
  readonly #concurrency: number;
  readonly #alarm = createAlarm();
  readonly #running = new Map<ClaimedJob, Promise<void>>();
  #stopping = false;
  #loop: Promise<void> | undefined;
  #beat: NodeJS.Timeout | undefined;
  #listeners: readonly ListenMeta[] = [];

  constructor(options: WorkerOptions) {
    const { sql, buildContext, concurrency = 50, leaseMs = 30_000, timeLimitMs = 120_000 } = options;
    const complete = inBatches((jobs: readonly ClaimedJob[]) => completeJobs(sql, jobs));
    this.#options = options;
    this.#concurrency = concurrency;
    this.#handlers = new Map(options.handlers.map((handler) => [handler.kind.name, handler]));
    this.#kinds = [...this.#handlers.keys()];
    this.#runner = { sql, leaseMs, timeLimitMs, buildContext, complete };
  }

  /** Resolves when it listens and has begun to work. */
  async start(): Promise<void> {
    const { sql } = this.#options;
    const ring = () => this.#alarm.ring();
    this.#listeners = await Promise.all([sql.listen('jobs', ring, ring), sql.listen('business_clock', ring, ring)]);
    this.#beat = setInterval(() => void this.#keepLeases(), this.#runner.leaseMs / 6);
    this.#loop = this.#work();
  }

  /** Claims nothing more, waits for what runs, and after `deadlineMs` gives the rest back to other workers. */
  async drain(deadlineMs: number): Promise<void> {
    const { sql, log } = this.#options;
    this.#stopping = true;
    this.#alarm.ring();
    await this.#loop;
    await settledWithin([...this.#running.values()], deadlineMs);
    clearInterval(this.#beat);
    for (const job of this.#running.keys()) {
      log.warn({ kind: job.kind, jobId: job.id }, 'job given back because the process stops');
      await releaseJob(sql, job, true);
    }
    await Promise.all(this.#listeners.map((listener) => listener.unlisten()));
  }

  async #work(): Promise<void> {
    while (!this.#stopping) {
      const sleepMs = await this.#turn().catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'jobs could not be claimed');
        return ERROR_SLEEP_MS;
      });
      await this.#alarm.sleep(sleepMs);
      // Jobs that end together ring one after another: let them all make room first.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Claims what there is room for and says how long to sleep. */
  async #turn(): Promise<number> {
    const { sql, observe } = this.#options;
    const room = this.#concurrency - this.#running.size;
    if (room === 0) return LONGEST_SLEEP_MS;
    const claimed = await claimJobs(sql, this.#kinds, room, this.#runner.leaseMs);
    observe?.looked?.();
    for (const job of claimed) {
      const handler = this.#handlers.get(job.kind);
      if (handler) this.#running.set(job, this.#run(job, handler));
    }
    if (claimed.length === room) return LONGEST_SLEEP_MS;

    const next = (await untilNextDue(sql, this.#kinds)) ?? LONGEST_SLEEP_MS;
    if (claimed.length === 0 && next === 0) return LOCKED_SLEEP_MS;
    return Math.min(Math.ceil(next), LONGEST_SLEEP_MS);
  }

  async #run(job: ClaimedJob, handler: JobHandler): Promise<void> {
    const { observe, log } = this.#options;
    const began = performance.now();
    observe?.claimed?.(job.kind, job.lateMs);
    try {
      const outcome = await runJob(this.#runner, handler, job);
      observe?.ended?.(job.kind, outcome, performance.now() - began);
    } catch (error) {
      // Its lease ends by itself, and the job runs again.
      log.error({ err: error, kind: job.kind, jobId: job.id }, 'the end of a job could not be written');
    }
    this.#running.delete(job);
    this.#alarm.ring();
  }

  async #keepLeases(): Promise<void> {
    if (this.#running.size === 0) return;
    const { sql, log } = this.#options;
    try {
      await extendLeases(sql, [...this.#running.keys()], this.#runner.leaseMs);
    } catch (error) {
      log.error({ err: error }, 'leases of jobs could not be extended');
    }
  }
}

async function settledWithin(work: readonly Promise<void>[], deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, deadlineMs);
  });
  await Promise.race([Promise.all(work), deadline]);
  clearTimeout(timer);
}
