import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import type { Tx } from '../../../db/client.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Ended, Look } from './telling/news.ts';

/**
 * Looks at a request, a proposal or an execution: whether its time is up, its turn has come, the roster moved under it. One
 * such job each; looking early, or twice, changes nothing.
 */
export const lookAgain = jobKind(
  'swap.look',
  z.object({ what: z.enum(['request', 'proposal', 'execution']), id: z.uuid() }),
);

/** Queues looks in one statement, in one order for everybody. Of several times for the same the earliest counts. */
export async function queueLooks(tx: Tx, ctx: Ctx, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return;
  const rows = sql`
    select what || ':' || id, jsonb_build_object('what', what, 'id', id), min(coalesce(at, ${ctx.clock.now().toISOString()}::timestamptz))
    from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as look (what text, id uuid, at timestamptz)
    group by what, id order by what || ':' || id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAgain, rows)}) select ${wakeWorkers(sql`added`)}`);
}

/** Tells somebody of what ended while they were asleep; once. */
export const tellEnded = jobKind(
  'swap.tell-ended',
  z.object({ what: z.enum(['expired', 'uncovered', 'result']), id: z.uuid(), slackId: z.string() }),
);

/** Queues tellings in one statement, in one order for everybody. */
export async function queueEnded(tx: Tx, ctx: Ctx, ended: readonly (Ended & { readonly at: Date })[]): Promise<void> {
  if (ended.length === 0) return;
  const rows = sql`
    select what || ':' || id || ':' || "slackId", jsonb_build_object('what', what, 'id', id, 'slackId', "slackId"), min(at)
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as told (what text, id uuid, "slackId" text, at timestamptz)
    group by what, id, "slackId" order by what || ':' || id || ':' || "slackId"`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, tellEnded, rows)}) select ${wakeWorkers(sql`added`)}`);
}
