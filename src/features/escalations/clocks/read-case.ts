import { eq, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { caseEntries, cases, type Case, type CaseEntry } from '../tables.ts';
import type { CaseClock } from './clocks.ts';
import { targetsFrom, type TargetRow } from './measures.ts';
import { caseClocks, caseTargets } from './tables.ts';
import type { TeamTargets } from './targets.ts';

type Logged = Pick<CaseEntry, 'id' | 'kind' | 'by' | 'at'>;

/** What the clocks of a case are made of, and as they were kept. */
export interface ClocksOfCase {
  readonly entries: readonly Logged[];
  readonly targets: TeamTargets;
  readonly kept: readonly CaseClock[];
}

/** In one statement. A question that was deleted was never asked. */
export async function readCase(tx: Tx, ctx: Ctx, { id }: Pick<Case, 'id'>): Promise<ClocksOfCase> {
  const [row] = await tx
    .select({ entries: entriesOfCase, kept: clocksOfCase, targets: targetsOfTeam })
    .from(cases)
    .where(sql`${eq(cases.workspaceId, ctx.workspaceId)} and ${eq(cases.id, id)}`);
  if (!row) throw new Error('a case in hand has no row');
  return {
    entries: row.entries.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    kept: row.kept.map(readClock),
    targets: targetsFrom(row.targets),
  };
}

/** A row as JSON: the instants are text. */
type AsJson<Row> = {
  readonly [Key in keyof Row]: Row[Key] extends Date | null ? string | Exclude<Row[Key], Date> : Row[Key];
};

// Written out, as drizzle leaves the table out of a column's name where it selects from one table alone.
const entriesOfCase = sql<readonly AsJson<Logged>[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', entry.id, 'kind', entry.kind, 'by', entry.by, 'at', entry.at)), '[]')
  from ${caseEntries} as entry
  where entry.workspace_id = cases.workspace_id and entry.case_id = cases.id
    and (entry.deleted_at is null or entry.kind <> 'details')
)`;

/** The clocks of the case that a statement is about, in order; read them with readClock. */
export const clocksOfCase = sql<readonly AsJson<CaseClock>[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', clock.kind, 'run', clock.run, 'startedAt', clock.started_at, 'targetSeconds', clock.target_seconds,
    'dueAt', clock.due_at, 'warnAt', clock.warn_at, 'stoppedAt', clock.stopped_at,
    'countedSeconds', clock.counted_seconds, 'lateSeconds', clock.late_seconds, 'verdict', clock.verdict,
    'warnedAt', clock.warned_at, 'breachedAt', clock.breached_at,
    'calendarRevision', clock.calendar_revision, 'targetRevision', clock.target_revision
  ) order by clock.kind, clock.run), '[]')
  from ${caseClocks} as clock
  where clock.workspace_id = cases.workspace_id and clock.case_id = cases.id
)`;

export function readClock(clock: AsJson<CaseClock>): CaseClock {
  return {
    ...clock,
    startedAt: new Date(clock.startedAt),
    dueAt: instant(clock.dueAt),
    warnAt: instant(clock.warnAt),
    stoppedAt: instant(clock.stoppedAt),
    warnedAt: instant(clock.warnedAt),
    breachedAt: instant(clock.breachedAt),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

const targetsOfTeam = sql<readonly Pick<TargetRow, SavedColumn>[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'urgency', target.urgency, 'claim', target.claim, 'answer', target.answer, 'resolve', target.resolve,
    'warnShare', target.warn_share, 'isRoundTheClock', target.is_round_the_clock, 'revision', target.revision)), '[]')
  from ${caseTargets} as target
  where target.workspace_id = cases.workspace_id and target.team_id = cases.team_id
)`;

type SavedColumn = 'urgency' | 'claim' | 'answer' | 'resolve' | 'warnShare' | 'isRoundTheClock' | 'revision';
