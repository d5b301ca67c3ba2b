import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';

/** A job as its worker holds it. `attempts` includes the run that begins now. */
export interface ClaimedJob {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly correlationId: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly leaseToken: string;
  /** When it came due, by the database's clock. */
  readonly runAtMs: number;
  /** How long it has been due, in milliseconds. */
  readonly lateMs: number;
}

/**
 * Takes up to `limit` due jobs of these kinds under a new lease; two workers never get the same one. Counts the attempt
 * before it is made, so that a job that kills the process is not tried for ever. Kinds we do not know belong to newer replicas.
 */
export async function claimJobs(
  sql: Sql,
  kinds: readonly string[],
  limit: number,
  leaseMs: number,
): Promise<readonly ClaimedJob[]> {
  return sql<ClaimedJob[]>`
    with due as materialized (
      select workspace_id, id from jobs
      where dead_at is null
        and not rests
        and run_at <= business_now()
        and kind = any(${kinds as string[]}::text[])
        and ${isServed(sql)}
        and (lease_token is null or leased_until < clock_timestamp())
      order by run_at
      limit ${limit}
      for update skip locked
    )
    update jobs as job
    set lease_token = ${randomUUID()}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms', attempts = attempts + 1
    from due
    where job.workspace_id = due.workspace_id and job.id = due.id
    returning job.workspace_id as "workspaceId", job.id::text, job.kind, job.payload,
      job.correlation_id as "correlationId", job.attempts, job.max_attempts as "maxAttempts",
      job.lease_token as "leaseToken", (extract(epoch from job.run_at) * 1000)::float8 as "runAtMs",
      (extract(epoch from business_now() - job.run_at) * 1000)::float8 as "lateMs"`;
}

/**
 * What a workspace that removed the app has left undone waits there until somebody installs it again. What it had by then is
 * marked (`rests`); this is for what was queued while it went. Read once a statement.
 */
function isServed(sql: Sql) {
  return sql`workspace_id <> all (array(select workspace_id from installations where removed_at is not null))`;
}

/** Milliseconds until the next job of these kinds falls due: 0 if one is, undefined if none waits. */
export async function untilNextDue(sql: Sql, kinds: readonly string[]): Promise<number | undefined> {
  const [next] = await sql<{ ms: number }[]>`
    select greatest(0, extract(epoch from run_at - business_now()) * 1000)::float8 as ms
    from jobs
    where dead_at is null and not rests and lease_token is null and kind = any(${kinds as string[]}::text[]) and ${isServed(sql)}
    order by run_at
    limit 1`;
  return next?.ms;
}
