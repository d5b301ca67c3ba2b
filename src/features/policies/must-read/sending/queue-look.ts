import { sql, type SQL } from 'drizzle-orm';
import { type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob, upsertJobs, wakeWorkers } from '../../../../jobs/add-job.ts';
import { mustReadLook } from '../job-kinds.ts';

/** Looks at it at that time, or before. */
export function queueLook(tx: Tx, ctx: Ctx, mustReadId: string, runAt: Date): Promise<void> {
  return addJob(tx, ctx, mustReadLook, { mustReadId }, { runAt, dedupeKey: mustReadId });
}

/** Looks at those that have not ended and are meant by `which` (of `must`, and `at`, the time); in one order for everybody. */
export async function queueLooks(tx: Tx, ctx: Ctx, which: SQL, at: SQL = sql`business_now()`): Promise<void> {
  const open = sql`
    select must.id::text, jsonb_build_object('mustReadId', must.id), ${at}
    from must_reads as must
    where must.workspace_id = ${ctx.workspaceId} and must.ended_at is null and (${which})
    order by must.id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, mustReadLook, open)}) select ${wakeWorkers(sql`added`)}`);
}
