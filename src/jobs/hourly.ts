import { z } from 'zod';
import { type Ctx, transaction } from '../core/context.ts';
import { addJob } from './add-job.ts';
import { handleJob, jobKind, type JobHandler } from './define-job.ts';

/** Upkeep of one workspace that comes back every hour. */
export interface HourlyWork {
  readonly handler: JobHandler;
  /** Call it at start for each workspace: however often it is called, there is one such job. */
  schedule(ctx: Ctx): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;

/** Work that is worth doing about once an hour; a run that fails is tried again like any job, then an hour later. */
export function hourly(name: string, run: (ctx: Ctx) => Promise<void>): HourlyWork {
  const kind = jobKind(name, z.object({}));
  const schedule = (ctx: Ctx, delayMs: number) =>
    transaction(ctx, (tx) => addJob(tx, ctx, kind, {}, { delayMs, dedupeKey: 'hourly' }));
  return {
    schedule: (ctx) => schedule(ctx, 0),
    handler: handleJob(kind, {
      run: async (ctx) => {
        await run(ctx);
        await schedule(ctx, HOUR_MS);
      },
      restMs: HOUR_MS,
    }),
  };
}
