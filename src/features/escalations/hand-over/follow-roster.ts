import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { RosterChange, TakenShift } from '../../../feature.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { presenceOf } from '../../shifts/index.ts';
import { watchApproval } from '../approvals/job-kinds.ts';
import { chainStep, ownerCheck } from '../chain/job-kinds.ts';
import { openStates } from '../lifecycle.ts';
import { lookAgain } from '../look-again.ts';
import { wakeReminders } from '../reminders/look-again.ts';
import { watchLeaving } from './job-kinds.ts';
import { notInHand, openCasesOf, type OpenCase } from './open-cases.ts';
import { proposeAtEnd } from './start-hand-over.ts';

/**
 * What follows for cases from a change of the roster: whoever lost the shift in which they would have gone on with theirs is
 * asked who takes them, and every timer that waits for one of these people looks anew. May be called again for the same change.
 */
export async function followRosterChange(ctx: Ctx, change: RosterChange): Promise<void> {
  if ('taken' in change) for (const taken of change.taken) await proposeToTaker(ctx, taken);
  const people = peopleIn(ctx, change);
  await watchOwnersAgain(ctx, people);
  await wakeTimers(ctx, people);
  await wakeReminders(ctx, sql`reminder.tell_to in (${people}) or reminder.slack_id in (${people})`);
}

/** Selects their ids. */
function peopleIn(ctx: Ctx, change: RosterChange): SQL {
  if ('slackIds' in change) return sql`select jsonb_array_elements_text(${JSON.stringify(change.slackIds)}::jsonb)`;
  return sql`select slack_id from members where workspace_id = ${ctx.workspaceId} and team_id = ${change.teamId}`;
}

async function watchOwnersAgain(ctx: Ctx, people: SQL): Promise<void> {
  const watched = sql`
    select team_id || ':' || owner, jsonb_build_object('teamId', team_id, 'slackId', owner), business_now()
    from (
      select distinct team_id, owner from cases
      where workspace_id = ${ctx.workspaceId} and state in ${openStates} and not is_private and owner in (${people})
    ) as owned
    order by 1`;
  await transaction(ctx, (tx) =>
    tx.execute(sql`with jobs as (${upsertJobs(ctx, watchLeaving, watched)}) select ${wakeWorkers(sql`jobs`)}`),
  );
}

/** Owners who may be silent, approvals and chains that wait for whoever comes first: each compares before it does anything. */
async function wakeTimers(ctx: Ctx, people: SQL): Promise<void> {
  const teams = sql`select team_id from members where workspace_id = ${ctx.workspaceId} and slack_id in (${people})`;
  await lookAgain(ctx, {
    kind: ownerCheck,
    field: 'caseId',
    ids: sql`
      select id from cases
      where workspace_id = ${ctx.workspaceId} and state = 'claimed' and not is_private and owner in (${people})`,
  });
  await lookAgain(ctx, {
    kind: watchApproval,
    field: 'approvalId',
    ids: sql`
      select id from case_approvals
      where workspace_id = ${ctx.workspaceId} and state = 'asked' and team_id in (${teams})`,
  });
  await lookAgain(ctx, {
    kind: chainStep,
    field: 'caseId',
    ids: sql`
      select of.id from case_chains as chain
      join cases as of on of.workspace_id = chain.workspace_id and of.id = chain.case_id
      where chain.workspace_id = ${ctx.workspaceId} and chain.awaits_people and of.state = 'open'
        and chain.team_id in (${teams})`,
  });
}

/** For each team whose cases they have, unless they work again before it would have begun: then its end is theirs to hand over at. */
async function proposeToTaker(ctx: Ctx, { from, to, startsAt }: TakenShift): Promise<void> {
  const spanEnd = new Date(startsAt);
  await transaction(ctx, async (tx) => {
    for (const teamId of await teamsWithCasesOf(tx, ctx, from)) {
      const span = { teamId, giver: from, spanEnd };
      if (await worksBefore(tx, ctx, teamId, from, spanEnd)) continue;
      const then = new Date(Math.max(spanEnd.getTime(), ctx.clock.now().getTime()));
      const open = await openCasesOf(tx, ctx, from, then, teamId, notInHand(spanEnd));
      const given = open.map((each) => withHeir(each, to));
      if (given.some(({ heir }) => heir !== undefined)) await proposeAtEnd(tx, ctx, span, given);
    }
  });
}

/** Whoever has the shift now has the first claim on what was to be done in it. */
function withHeir(open: OpenCase, taker: string | null): OpenCase {
  const heir = open.candidates.find(({ slackId, isThere }) => slackId === taker && isThere);
  return heir ? { ...open, heir: heir.slackId } : open;
}

async function worksBefore(tx: Tx, ctx: Ctx, teamId: string, slackId: string, start: Date): Promise<boolean> {
  const [presence] = await presenceOf(tx, ctx, teamId, [slackId]);
  return presence?.isThere === true || (presence?.nextThere !== undefined && presence.nextThere <= start);
}

async function teamsWithCasesOf(tx: Tx, ctx: Ctx, owner: string): Promise<readonly string[]> {
  const found = await tx.execute<{ team_id: string }>(sql`
    select distinct team_id from cases
    where workspace_id = ${ctx.workspaceId} and owner = ${owner} and state in ${openStates} and not is_private
    order by team_id`);
  return found.map((row) => row.team_id);
}
