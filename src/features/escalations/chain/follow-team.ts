import { and, asc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { teamById } from '../../../people/queries.ts';
import { cases } from '../tables.ts';
import { askOf, minutesBefore, type ChainSettings } from './chain-rules.ts';
import { chainsOf } from './chain-settings.ts';
import { hoursOf, waitIn } from './decide-step.ts';
import { chainStep } from './job-kinds.ts';
import { keepStaleSweep } from './stale-cases.ts';
import { caseChains, type CaseChain } from './tables.ts';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Has the chains of a team's open cases, and its morning sweep, follow a change of its hours, calendar or chains. */
export async function followTeamWithChains(ctx: Ctx, teamId: string): Promise<void> {
  let after: string | undefined = BEFORE_ALL;
  while (after !== undefined) {
    const from: string = after;
    after = await transaction(ctx, (tx) => followBatch(tx, ctx, teamId, from));
  }
  await transaction(ctx, (tx) => keepStaleSweep(tx, ctx, teamId));
}

/** Returns the case it got to, or undefined if there are no more. */
async function followBatch(tx: Tx, ctx: Ctx, teamId: string, after: string): Promise<string | undefined> {
  if (!(await teamById(tx, ctx, teamId))) return undefined;
  const running = await runningChains(tx, ctx, teamId, after);
  if (running.length === 0) return undefined;
  const { chains } = await chainsOf(tx, ctx, teamId);
  const { calendar } = await teamCalendar(tx, ctx, teamId);
  const now = ctx.clock.now();
  const moved = running.flatMap((state) =>
    state.awaitsPeople ? wokenAt(now, state, chains) : movedTo(state, chains, calendar),
  );
  await moveAll(tx, ctx, moved);
  return running.length < BATCH ? undefined : running.at(-1)?.caseId;
}

/** Also those that had nothing ahead because the team never opened; a chain that has ended asks no more. */
function runningChains(tx: Tx, ctx: Ctx, teamId: string, after: string): Promise<readonly CaseChain[]> {
  return tx
    .select({ chain: caseChains })
    .from(caseChains)
    .innerJoin(cases, and(eq(cases.workspaceId, caseChains.workspaceId), eq(cases.id, caseChains.caseId)))
    .where(
      and(
        eq(caseChains.workspaceId, ctx.workspaceId),
        eq(caseChains.teamId, teamId),
        gt(caseChains.caseId, after),
        or(isNotNull(caseChains.nextAsk), isNotNull(caseChains.nextAt)),
        eq(cases.state, 'open'),
      ),
    )
    .orderBy(asc(caseChains.caseId))
    .limit(BATCH)
    .then((rows) => rows.map(({ chain }) => chain));
}

interface Moved {
  readonly caseId: string;
  readonly run: number;
  readonly turn: number;
  readonly nextAsk: string | null;
  readonly nextAt: Date | null;
  /** When its timer fires. */
  readonly firesAt: Date | null;
}

/** Those it waits for may be there by now, or come at another time; its turn stays what it is. */
function wokenAt(
  now: Date,
  { caseId, run, turn, urgency, nextAt }: CaseChain,
  chains: ChainSettings,
): readonly Moved[] {
  return [{ caseId, run, turn, nextAsk: askOf(chains[urgency], turn), nextAt, firesAt: now }];
}

function movedTo(state: CaseChain, chains: ChainSettings, calendar: Calendar): readonly Moved[] {
  const { caseId, run, turn, since } = state;
  const chain = chains[state.urgency];
  const nextAt = waitIn(hoursOf({ chain, calendar }), since, minutesBefore(chain, turn)) ?? null;
  const nextAsk = askOf(chain, turn);
  if (nextAt?.getTime() === state.nextAt?.getTime() && nextAsk === state.nextAsk) return [];
  return [{ caseId, run, turn, nextAsk, nextAt, firesAt: nextAt }];
}

/** Unless a step was taken meanwhile. The timer that waits compares first, so one that is too early does nothing. */
async function moveAll(tx: Tx, ctx: Ctx, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  const timers = sql`
    select case_id::text, jsonb_build_object('caseId', case_id), "firesAt" from kept
    where "firesAt" is not null order by case_id`;
  await tx.execute(sql`
    with kept as (
      update case_chains as chain set next_at = row."nextAt", next_ask = row."nextAsk"
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        as row ("caseId" uuid, run int, turn int, "nextAsk" text, "nextAt" timestamptz, "firesAt" timestamptz)
      where chain.workspace_id = ${ctx.workspaceId} and chain.case_id = row."caseId" and chain.run = row.run
        and chain.turn = row.turn
      returning chain.case_id, row."firesAt"
    ), jobs as (${upsertJobs(ctx, chainStep, timers)})
    select ${wakeWorkers(sql`jobs`)}`);
}
