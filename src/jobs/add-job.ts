import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { JobKind } from './define-job.ts';

export interface JobOptions {
  /** Business time at which it is due; now unless given. */
  readonly runAt?: Date;
  /** Instead of `runAt`: milliseconds from now, by the database's clock. */
  readonly delayMs?: number;
  /** A second job of this kind and key joins the waiting one (the earlier time holds), or makes a running one run once more. */
  readonly dedupeKey?: string;
}

/** Queues work in the transaction of the fact that calls for it. */
export async function addJob<Input>(
  tx: Tx,
  ctx: Ctx,
  kind: JobKind<Input>,
  input: Input,
  options: JobOptions = {},
): Promise<void> {
  const { runAt, delayMs = 0, dedupeKey = null } = options;
  const due = runAt
    ? sql`${runAt.toISOString()}::timestamptz`
    : sql`business_now() + ${delayMs}::float8 * interval '1 ms'`;
  const row = sql`select ${dedupeKey}::text, ${JSON.stringify(input)}::jsonb, ${due}`;

  await tx.execute(sql`with added as (${upsertJobs(ctx, kind, row)}) select ${wakeWorkers(sql`added`)}`);
}

/**
 * The insert behind addJob, as part of a statement, for callers that queue jobs together with their own rows.
 * `rows` selects dedupe key, input and due time. The row lock it takes makes a wake-up impossible to lose: a claim skips
 * the row until we commit, and a run that is just ending waits for us and then sees `rerun_at`.
 */
export function upsertJobs<Input>(ctx: Ctx, kind: JobKind<Input>, rows: SQL): SQL {
  return sql`
    insert into jobs as job (workspace_id, kind, correlation_id, max_attempts, dedupe_key, payload, run_at)
    select ${ctx.workspaceId}::text, ${kind.name}::text, ${ctx.correlationId}::text, ${kind.maxAttempts}::int, row.*
    from (${rows}) as row (dedupe_key, payload, run_at)
    on conflict (workspace_id, kind, dedupe_key) where dedupe_key is not null do update set
      payload = excluded.payload,
      correlation_id = excluded.correlation_id,
      run_at = case
        when job.dead_at is not null then excluded.run_at
        when job.lease_token is null then least(job.run_at, excluded.run_at)
        else job.run_at end,
      rerun_at = case when job.lease_token is null then job.rerun_at else least(job.rerun_at, excluded.run_at) end,
      attempts = case when job.dead_at is null then job.attempts else 0 end,
      dead_at = null
    returning job.run_at`;
}

/** An expression that wakes the workers at commit if a job just upserted (named as a CTE) is due before they look again. */
export function wakeWorkers(upserted: SQL): SQL {
  return sql`(select count(pg_notify('jobs', '')) from ${upserted} where run_at <= business_now() + interval '10 s')`;
}
