import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import type { ScheduleKind } from './define-schedule.ts';
import { comeDue, type NextRun, type ScheduleRule } from './next-occurrence.ts';
import { runOf } from './run-schedule.ts';

/** Runs of one schedule that came due so long ago that they are not worth doing any more. */
export interface MissedRuns {
  readonly workspaceId: string;
  readonly kind: string;
  readonly key: string;
  readonly localDates: readonly string[];
}

/** A schedule whose next run cannot be worked out, as with a zone that this process does not know. It stays as it is. */
export interface UnreadableSchedule {
  readonly workspaceId: string;
  readonly kind: string;
  readonly key: string;
  readonly error: unknown;
}

export interface ClaimedSchedules {
  /** Whether others have come due besides, which the next call takes. */
  readonly hasMore: boolean;
  readonly missed: readonly MissedRuns[];
  readonly unreadable: readonly UnreadableSchedule[];
}

interface DueRow {
  readonly workspaceId: string;
  readonly kind: string;
  readonly key: string;
  readonly rule: ScheduleRule;
  readonly nextLocalDate: string;
  readonly nextMs: number;
  readonly nowMs: number;
}

/** So early a beat may come by the database's clock, whose minute begins when it likes; the job waits for its time. */
const EARLY_MS = 1_000;

/**
 * Turns what has come due into jobs and moves each schedule on, in one transaction: a run is queued once, however many
 * processes look and wherever one of them dies. Only the database's clock counts. Kinds we do not know belong to newer
 * replicas; schedules of a workspace that removed the app wait there.
 */
export async function claimSchedules(
  sql: Sql,
  kinds: readonly ScheduleKind[],
  limit: number,
): Promise<ClaimedSchedules> {
  const known = new Map(kinds.map((kind) => [kind.name, kind]));
  return sql.begin(async (tx) => {
    const rows = await tx<DueRow[]>`
      select workspace_id as "workspaceId", kind, key, rule, next_local_date as "nextLocalDate",
        (extract(epoch from next_run_at) * 1000)::float8 as "nextMs",
        (extract(epoch from business_now()) * 1000)::float8 as "nowMs"
      from schedules
      where next_run_at <= business_now() + ${EARLY_MS} * interval '1 ms'
        and kind = any(${[...known.keys()]}::text[])
        and workspace_id <> all (array(select workspace_id from installations where removed_at is not null))
      order by next_run_at
      limit ${limit}
      for update skip locked`;
    const { decided, unreadable } = decideAll(rows, known);
    if (decided.length > 0) await write(tx, decided);
    return {
      // Where nothing could be moved on, the next call would find the same.
      hasMore: rows.length === limit && decided.length > 0,
      missed: decided.flatMap(({ missed }) => (missed ? [missed] : [])),
      unreadable,
    };
  }) as Promise<ClaimedSchedules>;
}

interface Decided {
  readonly row: DueRow;
  readonly next: NextRun;
  readonly doneUntil: string;
  readonly runs: readonly NextRun[];
  readonly missed: MissedRuns | undefined;
}

/** Each by itself: one that cannot be read keeps none of the others from running. */
function decideAll(rows: readonly DueRow[], known: ReadonlyMap<string, ScheduleKind>) {
  const decided: Decided[] = [];
  const unreadable: UnreadableSchedule[] = [];
  for (const row of rows) {
    try {
      decided.push(decide(row, known.get(row.kind)));
    } catch (error) {
      unreadable.push({ workspaceId: row.workspaceId, kind: row.kind, key: row.key, error });
    }
  }
  return { decided, unreadable };
}

/** What has come due since it was last looked at: what is within the grace runs, in order, the rest is missed. */
function decide(row: DueRow, kind: ScheduleKind | undefined): Decided {
  const now = new Date(row.nowMs + EARLY_MS);
  const oldest = row.nowMs - (kind?.graceMinutes ?? 0) * 60_000;
  const { due, last, next } = comeDue(row.rule, { at: new Date(row.nextMs), localDate: row.nextLocalDate }, now);
  const tooLate = due.filter(({ at }) => at.getTime() < oldest).map(({ localDate }) => localDate);
  const { workspaceId, kind: name, key } = row;
  return {
    row,
    next,
    doneUntil: last.localDate,
    runs: due.slice(tooLate.length),
    missed: tooLate.length > 0 ? { workspaceId, kind: name, key, localDates: tooLate } : undefined,
  };
}

async function write(tx: TransactionSql, decided: readonly Decided[]): Promise<void> {
  const moved = decided.map(({ row, next, doneUntil }) => ({
    workspace_id: row.workspaceId,
    kind: row.kind,
    key: row.key,
    next_run_at: next.at,
    next_local_date: next.localDate,
    done_until: doneUntil,
  }));
  const runs = decided.flatMap(({ row, runs: due }) =>
    due.map((run) => ({ workspace_id: row.workspaceId, correlation_id: randomUUID(), ...runOf(row, run) })),
  );
  await tx`
    with moved as (
      update schedules as schedule
      set next_run_at = row.next_run_at, next_local_date = row.next_local_date, last_local_date = row.done_until
      from jsonb_to_recordset(${JSON.stringify(moved)}::text::jsonb)
        as row (workspace_id text, kind text, key text, next_run_at timestamptz, next_local_date text, done_until text)
      where schedule.workspace_id = row.workspace_id and schedule.kind = row.kind and schedule.key = row.key
    ), queued as (
      insert into jobs (workspace_id, kind, correlation_id, max_attempts, dedupe_key, payload, run_at)
      select row.*
      from jsonb_to_recordset(${JSON.stringify(runs)}::text::jsonb) as row (
        workspace_id text, kind text, correlation_id text, max_attempts int, dedupe_key text, payload jsonb,
        run_at timestamptz)
      on conflict (workspace_id, kind, dedupe_key) where dedupe_key is not null do nothing
      returning 1
    )
    select pg_notify('jobs', '') where exists (select from queued)`;
}
