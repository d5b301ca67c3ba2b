import type { Sql } from 'postgres';

/** A job that failed for good, as its operator sees it. */
export interface DeadJob {
  readonly id: number;
  readonly workspaceId: string;
  readonly kind: string;
  readonly dedupeKey: string | null;
  readonly attempts: number;
  readonly deadAt: Date;
  readonly lastError: string | null;
  readonly correlationId: string;
}

/** Those that failed for good, the newest first. */
export async function listDeadJobs(sql: Sql, most = 100): Promise<readonly DeadJob[]> {
  return sql<DeadJob[]>`
    select id::int, workspace_id as "workspaceId", kind, dedupe_key as "dedupeKey", attempts, dead_at as "deadAt",
      last_error as "lastError", correlation_id as "correlationId"
    from jobs where dead_at is not null
    order by dead_at desc, id desc limit ${most}`;
}

/** Which dead jobs are meant: these ids, or all. Ids of jobs that live are not touched. */
export type Meant = readonly number[] | 'all';

/** Makes them due now, with all their tries again; returns the ids that were dead until then. */
export async function retryDeadJobs(sql: Sql, meant: Meant): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    with revived as (
      update jobs set dead_at = null, attempts = 0, run_at = business_now(), last_error = null
      where dead_at is not null and ${isMeant(sql, meant)}
      returning id
    )
    select id::int, pg_notify('jobs', '') from revived order by id`;
  return rows.map(({ id }) => id);
}

/** Throws them away for good; returns the ids that were dead until then. */
export async function dropDeadJobs(sql: Sql, meant: Meant): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    with dropped as (delete from jobs where dead_at is not null and ${isMeant(sql, meant)} returning id)
    select id::int from dropped order by id`;
  return rows.map(({ id }) => id);
}

function isMeant(sql: Sql, meant: Meant) {
  return meant === 'all' ? sql`true` : sql`id = any(${[...meant]}::bigint[])`;
}
