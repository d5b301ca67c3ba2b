import { z } from 'zod';
import type { Ctx } from '../core/context.ts';
import { handleJob, type JobHandler, type JobKind, jobKind } from './define-job.ts';
import type { ScheduleHandler } from './define-schedule.ts';
import type { NextRun } from './next-occurrence.ts';

/** One run as a job carries it. */
const Run = z.object({ key: z.string(), localDate: z.string(), scheduledFor: z.iso.datetime() });
type Run = z.infer<typeof Run>;

/** From here on whoever reads the result is told. */
const LATE_MS = 2 * 60_000;

/** The job of one run, as columns of its row. */
export function runOf({ kind, key }: { readonly kind: string; readonly key: string }, { at, localDate }: NextRun) {
  const { name, maxAttempts } = runKind(kind);
  const payload: Run = { key, localDate, scheduledFor: at.toISOString() };
  return { kind: name, max_attempts: maxAttempts, dedupe_key: `${key}:${localDate}`, payload, run_at: at };
}

function runKind(schedule: string): JobKind<Run> {
  return jobKind(`schedule.${schedule}`, Run);
}

/**
 * The work of a schedule as jobs, which bring leases, retries and an end to what never succeeds. How late a run is counts
 * from when it begins, by the database's clock: one that waited too long to be of use is given up.
 */
export function scheduleJob({ kind, run }: ScheduleHandler, onMissed: (kind: string) => void): JobHandler {
  return handleJob(runKind(kind.name), {
    run: async (ctx, { key, localDate, scheduledFor: planned }) => {
      const scheduledFor = new Date(planned);
      const lateMs = (await businessNow(ctx)) - scheduledFor.getTime();
      if (lateMs > kind.graceMinutes * 60_000) {
        ctx.log.warn({ schedule: kind.name, key, localDate }, 'a scheduled run was given up because it came too late');
        onMissed(kind.name);
        return;
      }
      await run(ctx, { key, localDate, scheduledFor, isLate: lateMs > LATE_MS });
    },
  });
}

async function businessNow(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.system<{ ms: number }[]>`select (extract(epoch from business_now()) * 1000)::float8 as ms`;
  if (!row) throw new Error('the database does not say what time it is');
  return row.ms;
}
