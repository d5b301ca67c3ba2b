import type { Sql } from 'postgres';
import type { ClaimedJob } from './claim-jobs.ts';
import { heldRows } from './lease.ts';

/** Ends jobs that succeeded: gone, or due once more if somebody asked for them meanwhile. Jobs no longer ours are left alone. */
export async function completeJobs(sql: Sql, jobs: readonly ClaimedJob[]): Promise<void> {
  // A batch never waits for a row while it holds others, so it cannot deadlock with transactions that queue jobs.
  const deleted = await sql<{ id: string }[]>`
    with ours as materialized (
      select job.workspace_id, job.id
      from jobs job join ${heldRows(sql, jobs)} using (workspace_id, id, lease_token)
      where job.rerun_at is null
      for update of job skip locked
    )
    delete from jobs as job using ours
    where job.workspace_id = ours.workspace_id and job.id = ours.id
    returning job.id::text`;
  if (deleted.length === jobs.length) return;

  const gone = new Set(deleted.map((job) => job.id));
  for (const job of jobs) {
    if (!gone.has(job.id)) await completeJob(sql, job);
  }
}

/** Waits for whoever holds the row; `rerun_at` is only ever taken back by us, so one of the two statements applies. */
async function completeJob(sql: Sql, job: ClaimedJob): Promise<void> {
  const deleted = await sql`delete from jobs where ${isOurs(sql, job)} and rerun_at is null`;
  if (deleted.count === 1) return;
  await sql`
    with again as (
      update jobs
      set run_at = rerun_at, rerun_at = null, attempts = 0, last_error = null, lease_token = null, leased_until = null
      where ${isOurs(sql, job)} and rerun_at is not null
      returning id
    )
    select pg_notify('jobs', '') from again`;
}

/** Gives a failed job back, due again after `delayMs`. */
export async function retryJob(sql: Sql, job: ClaimedJob, delayMs: number, error: string): Promise<void> {
  await sql`
    update jobs
    set run_at = business_now() + ${delayMs} * interval '1 ms', last_error = ${error}, lease_token = null, leased_until = null
    where ${isOurs(sql, job)}`;
}

/** Keeps a job that failed for good, dead. If it was asked for again meanwhile, it starts afresh instead. */
export async function buryJob(sql: Sql, job: ClaimedJob, error: string): Promise<void> {
  await sql`
    update jobs
    set dead_at = case when rerun_at is null then clock_timestamp() end,
      attempts = case when rerun_at is null then attempts else 0 end,
      run_at = coalesce(rerun_at, run_at), rerun_at = null,
      last_error = ${error}, lease_token = null, leased_until = null
    where ${isOurs(sql, job)}`;
}

/** Has a job that used up its attempts come again after `restMs`, with all of them, or sooner if it was asked for meanwhile. */
export async function restJob(sql: Sql, job: ClaimedJob, restMs: number, error: string): Promise<void> {
  await sql`
    update jobs
    set run_at = coalesce(rerun_at, business_now() + ${restMs} * interval '1 ms'), rerun_at = null, attempts = 0,
      last_error = ${error}, lease_token = null, leased_until = null
    where ${isOurs(sql, job)}`;
}

/** Gives an unfinished job back to whichever worker comes first; the attempt does not count when `refund` is set. */
export async function releaseJob(sql: Sql, job: ClaimedJob, refund: boolean): Promise<void> {
  await sql`
    with released as (
      update jobs
      set attempts = attempts - ${refund ? 1 : 0}, lease_token = null, leased_until = null
      where ${isOurs(sql, job)}
      returning id
    )
    select pg_notify('jobs', '') from released`;
}

function isOurs(sql: Sql, job: ClaimedJob) {
  return sql`workspace_id = ${job.workspaceId} and id = ${job.id} and lease_token = ${job.leaseToken}`;
}
