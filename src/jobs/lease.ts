import type { Sql } from 'postgres';
import { realClock } from '../core/clock.ts';
import type { ClaimedJob } from './claim-jobs.ts';
import type { Lease } from './define-job.ts';

/** The job belongs to another worker by now, or may before an outside call would end: stop, do nothing more. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease is lost');
    this.name = 'LeaseLost';
  }
}

/** An answer that took longer may be older than the lease: the process was frozen while it waited. */
const STALE_ANSWER_MS = 8_000;
/** The share of a lease that must be left: 18 s of 30, for a slow answer and then an outside call of up to 10 s. */
const SHARE_LEFT = 0.6;

/** Runs a check of a lease and throws LeaseLost when it fails or when its answer comes too late to be trusted. */
export async function confirmHeld(check: () => Promise<boolean>): Promise<void> {
  const asked = realClock.now().getTime();
  const held = await check();
  const waited = realClock.now().getTime() - asked;
  if (!held || waited < 0 || waited > STALE_ANSWER_MS) throw new LeaseLost();
}

/** The lease of one claimed job: confirmed only if an outside call that begins now also ends under it. */
export function leaseOf(sql: Sql, job: ClaimedJob, leaseMs: number): Lease {
  return {
    confirm: () =>
      confirmHeld(async () => {
        const held = await sql`
          select from jobs
          where workspace_id = ${job.workspaceId} and id = ${job.id} and lease_token = ${job.leaseToken}
            and leased_until > clock_timestamp() + ${leaseMs * SHARE_LEFT} * interval '1 ms'`;
        return held.count === 1;
      }),
  };
}

/** Extends the leases of jobs that are still ours. Skips a row that is locked at this moment: its next beat comes in time. */
export async function extendLeases(sql: Sql, jobs: readonly ClaimedJob[], leaseMs: number): Promise<void> {
  await sql`
    with ours as materialized (
      select job.workspace_id, job.id
      from jobs job join ${heldRows(sql, jobs)} using (workspace_id, id, lease_token)
      for update of job skip locked
    )
    update jobs as job
    set leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
    from ours
    where job.workspace_id = ours.workspace_id and job.id = ours.id`;
}

/** The keys and lease tokens of these jobs as a table `held`, passed as one parameter whatever their number. */
export function heldRows(sql: Sql, jobs: readonly ClaimedJob[]) {
  const keys = jobs.map((job) => ({ workspace_id: job.workspaceId, id: job.id, lease_token: job.leaseToken }));
  // The limit tells the planner how few they are: taking them for a hundred, it reads all of thousands of waiting jobs.
  return sql`(
    select * from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as row (workspace_id text, id bigint, lease_token uuid)
    limit ${keys.length}
  ) as held`;
}
