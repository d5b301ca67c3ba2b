import { sql, type SQL } from 'drizzle-orm';
import { upsertJobs, wakeWorkers } from '../../../../jobs/add-job.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { idsIn } from '../../roster/ids-in.ts';
import type { MadeChange, Why } from '../../roster/shift-change.ts';
import { lookAgain } from '../job-kinds.ts';
import { liveRequestStates, liveStates } from '../lifecycle.ts';

/**
 * What whoever changes shifts, absences or hours calls in the transaction of the change: it has every live swap that it may
 * concern looked at again. One statement each, whatever their number.
 */

/** After shifts changed. A swap sees to those that it touches itself. */
export async function swapsFollowShifts(tx: Tx, ctx: Ctx, made: readonly MadeChange[], why: Why): Promise<void> {
  const changed = made.flatMap(({ before, after }) => (before === null ? [] : [after.id]));
  if (why.executionId !== undefined || changed.length === 0) return;
  const ids = sql`select jsonb_array_elements_text(${JSON.stringify(changed)}::jsonb)::uuid`;
  const requests = sql`
    select 'request' as what, id from swap_requests
    where workspace_id = ${ctx.workspaceId} and shift_id in (${ids}) and state in (${listed(liveRequestStates)})`;
  const proposals = sql`
    select 'proposal', proposal.id from swap_legs as leg
    join swap_proposals as proposal on proposal.workspace_id = leg.workspace_id and proposal.id = leg.proposal_id
    where leg.workspace_id = ${ctx.workspaceId} and leg.shift_id in (${ids}) and proposal.state in (${listed(liveStates)})`;
  await lookAt(tx, ctx, sql`${requests} union ${proposals}`);
}

/** After absences of these people changed: what would give them a shift in which they are away, and who could take others. */
export function swapsFollowAbsences(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  return lookAt(tx, ctx, sql`${givingTo(ctx, slackIds, isAwayDuring)} union ${askedOf(ctx, slackIds)}`);
}

/** After somebody changed when they can work at all: what would give them a shift, and who could take others. */
export function swapsFollowHours(tx: Tx, ctx: Ctx, slackId: string): Promise<void> {
  return lookAt(tx, ctx, sql`${givingTo(ctx, [slackId], sql`true`)} union ${askedOf(ctx, [slackId])}`);
}

/** Requests whose cards count them among those who could. */
function askedOf(ctx: Ctx, slackIds: readonly string[]): SQL {
  return sql`
    select 'request' as what, request.id from swap_requests as request
    where request.workspace_id = ${ctx.workspaceId} and request.state in (${listed(liveRequestStates)})
      and request.partners is not null and request.team_id in (
        select team_id from members where workspace_id = ${ctx.workspaceId} and slack_id in (${idsIn(slackIds)}))`;
}

function givingTo(ctx: Ctx, slackIds: readonly string[], onlyIf: SQL): SQL {
  return sql`
    select distinct 'proposal' as what, proposal.id from swap_proposals as proposal
    join swap_legs as leg on leg.workspace_id = proposal.workspace_id and leg.proposal_id = proposal.id
    where proposal.workspace_id = ${ctx.workspaceId} and proposal.state in ('consent', 'approval')
      and leg."to" in (${idsIn(slackIds)}) and ${onlyIf}`;
}

/** Whoever gets the leg's stretch is away in it. */
export const isAwayDuring: SQL = sql`exists (
  select from absences as away
  where away.workspace_id = leg.workspace_id and away.slack_id = leg."to"
    and away.starts_at < leg.to_at and away.ends_at > leg.from_at)`;

/** `touched`: what and id of each. */
async function lookAt(tx: Tx, ctx: Ctx, touched: SQL): Promise<void> {
  const rows = sql`
    select what || ':' || id, jsonb_build_object('what', what, 'id', id), ${ctx.clock.now().toISOString()}::timestamptz
    from (${touched}) as touched order by what || ':' || id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAgain, rows)}) select ${wakeWorkers(sql`added`)}`);
}

function listed(states: readonly string[]): SQL {
  return sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  );
}
