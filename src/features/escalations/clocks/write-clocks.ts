import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { clockJob } from './job-kinds.ts';
import { nextDue, nextTelling, type CaseClock } from './clocks.ts';

const columns = sql.raw(`
  kind, run, started_at, target_seconds, due_at, warn_at, stopped_at, counted_seconds, late_seconds, verdict, warned_at,
  breached_at, calendar_revision, target_revision`);

/** Keeps these clocks as all there are of the case, with its next deadline and its timer. One statement. */
export async function writeClocks(tx: Tx, ctx: Ctx, caseId: string, clocks: readonly CaseClock[]): Promise<void> {
  const next = nextDue(clocks);
  await tx.execute(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(clocks.map(asRow))}::jsonb) as clock (
        kind text, run int, started_at timestamptz, target_seconds int, due_at timestamptz, warn_at timestamptz,
        stopped_at timestamptz, counted_seconds int, late_seconds int, verdict text, warned_at timestamptz,
        breached_at timestamptz, calendar_revision int, target_revision int)
    ), gone as (
      delete from case_clocks as clock
      where workspace_id = ${ctx.workspaceId} and case_id = ${caseId}
        and not exists (select from wanted where wanted.kind = clock.kind and wanted.run = clock.run)
    ), kept as (
      insert into case_clocks (workspace_id, case_id, ${columns})
      select ${ctx.workspaceId}::text, ${caseId}::uuid, ${columns} from wanted
      on conflict (workspace_id, case_id, kind, run) do update set
        (${columns}) = (select ${excluded})
    ), deadline as (
      update cases set next_due_at = ${next?.dueAt.toISOString() ?? null}::timestamptz, next_due_clock = ${next?.kind ?? null}::text
      where workspace_id = ${ctx.workspaceId} and id = ${caseId}
    ), timer as (${upsertJobs(ctx, clockJob, timerRow(caseId, nextTelling(clocks)))})
    select ${wakeWorkers(sql`timer`)}`);
}

const excluded = sql.raw(`
  excluded.kind, excluded.run, excluded.started_at, excluded.target_seconds, excluded.due_at, excluded.warn_at,
  excluded.stopped_at, excluded.counted_seconds, excluded.late_seconds, excluded.verdict, excluded.warned_at,
  excluded.breached_at, excluded.calendar_revision, excluded.target_revision`);

/** No row where there is nothing to wait for: a timer that is set already finds that out by itself. */
function timerRow(caseId: string, at: Date | undefined): SQL {
  const due = at?.toISOString() ?? null;
  return sql`select ${caseId}::text, ${JSON.stringify({ caseId })}::jsonb, ${due}::timestamptz where ${due}::timestamptz is not null`;
}

function asRow(clock: CaseClock): Record<string, unknown> {
  return {
    kind: clock.kind,
    run: clock.run,
    started_at: clock.startedAt,
    target_seconds: clock.targetSeconds,
    due_at: clock.dueAt,
    warn_at: clock.warnAt,
    stopped_at: clock.stoppedAt,
    counted_seconds: clock.countedSeconds,
    late_seconds: clock.lateSeconds,
    verdict: clock.verdict,
    warned_at: clock.warnedAt,
    breached_at: clock.breachedAt,
    calendar_revision: clock.calendarRevision,
    target_revision: clock.targetRevision,
  };
}
