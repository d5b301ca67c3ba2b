import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { chainStep } from './job-kinds.ts';
import type { CaseChain, StepOutcome } from './tables.ts';

/** Where a chain stands from now on; its run is the last one's or, for a new one, one more. */
export type ChainState = Omit<CaseChain, 'workspaceId' | 'run' | 'asked' | 'ownerAskedAt' | 'stillOnItAt'> & {
  readonly isNewRun: boolean;
  /** Who was asked by name in the present round; null: as before. */
  readonly asked: readonly string[] | null;
};

/** What became of a turn. */
export interface StepMade {
  readonly turn: number;
  readonly outcome: StepOutcome;
  readonly dueAt: Date;
  readonly asked: readonly string[];
}

/**
 * Keeps where a chain stands, what became of its turns, whose turn it was, and the timer of the next step: one statement.
 * Of people asked at the same instant each is noted a millisecond after the last, so that the round stays a round.
 */
export async function saveChain(tx: Tx, ctx: Ctx, state: ChainState, steps: readonly StepMade[]): Promise<void> {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const workspace = sql`${ctx.workspaceId}::text`;
  const team = sql`${state.teamId}::uuid`;
  const asked = steps.filter(({ outcome }) => outcome === 'asked' || outcome === 'role').flatMap((step) => step.asked);
  const timer = sql`
    select ${state.caseId}::text, jsonb_build_object('caseId', ${state.caseId}::text), next_at
    from kept where next_at is not null`;

  await tx.execute(sql`
    with kept as (
      insert into case_chains as chain (workspace_id, case_id, team_id, run, started_at, urgency, turn, next_ask, since,
        next_at, awaits_people, asked, managers_told_at)
      values (${workspace}, ${state.caseId}, ${team}, 1, ${instant(state.startedAt)}, ${state.urgency}, ${state.turn},
        ${state.nextAsk}, ${instant(state.since)}, ${instant(state.nextAt)}, ${state.awaitsPeople}, ${JSON.stringify(state.asked ?? [])}::jsonb,
        ${instant(state.managersToldAt)})
      on conflict (workspace_id, case_id) do update set
        run = chain.run + ${state.isNewRun ? 1 : 0}, started_at = excluded.started_at, urgency = excluded.urgency,
        turn = excluded.turn, next_ask = excluded.next_ask, since = excluded.since, next_at = excluded.next_at,
        awaits_people = excluded.awaits_people,
        asked = ${state.asked === null ? sql`chain.asked` : sql`excluded.asked`}, managers_told_at = excluded.managers_told_at,
        owner_asked_at = case when ${state.isNewRun} then null else chain.owner_asked_at end,
        still_on_it_at = case when ${state.isNewRun} then null else chain.still_on_it_at end
      returning run, next_at
    ), logged as (
      insert into chain_steps (workspace_id, case_id, run, turn, outcome, due_at, at, asked)
      select ${workspace}, ${state.caseId}, kept.run, row.turn, row.outcome, row."dueAt", ${now}, row.asked
      from kept, jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
        as row (turn int, outcome text, "dueAt" timestamptz, asked jsonb)
      on conflict do nothing
    ), turns as (
      insert into member_turns (workspace_id, team_id, slack_id, asked_at)
      select ${workspace}, ${team}, slack_id, greatest(${now}, last.at + interval '1 ms')
      from jsonb_array_elements_text(${JSON.stringify(asked)}::jsonb) as person (slack_id), (
        select max(asked_at) as at from member_turns where workspace_id = ${workspace} and team_id = ${team}) as last
      order by slack_id
      on conflict (workspace_id, team_id, slack_id) do update set asked_at = excluded.asked_at
    ), jobs as (${upsertJobs(ctx, chainStep, timer)})
    select ${wakeWorkers(sql`jobs`)}`);
}

function instant(at: Date | null) {
  return sql`${at?.toISOString() ?? null}::timestamptz`;
}
