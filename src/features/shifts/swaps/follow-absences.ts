import { sql, type SQL } from 'drizzle-orm';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { askAgain } from './follow-drift.ts';
import { lookAgain } from './job-kinds.ts';
import { isWorse, judge } from './judge.ts';
import type { ProposalView } from './swap-view.ts';
import type { Work } from './work.ts';

/**
 * Has every live proposal looked at again that would give one of these people a shift in which they are away by now; in the
 * transaction in which their absences changed.
 */
export async function followAbsenceChange(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  const wanted = sql`select jsonb_array_elements_text(${JSON.stringify(slackIds)}::jsonb)`;
  const rows = sql`
    select 'proposal:' || id, jsonb_build_object('what', 'proposal', 'id', id), ${ctx.clock.now().toISOString()}::timestamptz
    from (
      select distinct proposal.id from swap_proposals as proposal
      join swap_legs as leg on leg.workspace_id = proposal.workspace_id and leg.proposal_id = proposal.id
      where proposal.workspace_id = ${ctx.workspaceId} and proposal.state in ('consent', 'approval')
        and leg."to" in (${wanted}) and ${isAwayDuring}
    ) as touched order by id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAgain, rows)}) select ${wakeWorkers(sql`added`)}`);
}

/** Whoever gets the leg's stretch is away in it. */
const isAwayDuring: SQL = sql`exists (
  select from absences as away
  where away.workspace_id = leg.workspace_id and away.slack_id = leg."to"
    and away.starts_at < leg.to_at and away.ends_at > leg.from_at)`;

/**
 * Has a proposal follow absences that were entered since: where a rule denies it now that did not before, everybody in it is
 * asked again and reads why. Returns it as it is then; undefined once it is over.
 */
export async function followAbsences(work: Work, view: ProposalView): Promise<ProposalView | undefined> {
  const { tx, ctx } = work;
  const { id, state, verdict: before } = view.proposal;
  if (state !== 'consent' && state !== 'approval') return view;
  const away = await tx.execute(sql`
    select from swap_legs as leg
    where leg.workspace_id = ${ctx.workspaceId} and leg.proposal_id = ${id} and ${isAwayDuring} limit 1`);
  if (away.length === 0) return view;
  const { verdict } = await judge(tx, ctx, view.legs);
  return isWorse(verdict, before) ? askAgain(work, view, verdict) : view;
}
