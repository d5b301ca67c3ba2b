import { sql, type SQL } from 'drizzle-orm';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import { outsideOf } from '../roster/away.ts';
import { idsIn } from '../roster/ids-in.ts';
import type { Stretch } from '../rules/roster.ts';
import { askAgain } from './follow-drift.ts';
import { lookAgain } from './job-kinds.ts';
import { isWorse, judge } from './judge.ts';
import type { ProposalView } from './swap-view.ts';
import type { Work } from './work.ts';

/**
 * Has every live proposal looked at again that would give one of these people a shift in which they are away by now; in the
 * transaction in which their absences changed.
 */
export function followAbsenceChange(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  return lookAtWhatGives(tx, ctx, slackIds, isAwayDuring);
}

/** The same for somebody who changed when they can work at all. */
export function followHoursChange(tx: Tx, ctx: Ctx, slackId: string): Promise<void> {
  return lookAtWhatGives(tx, ctx, [slackId], sql`true`);
}

async function lookAtWhatGives(tx: Tx, ctx: Ctx, slackIds: readonly string[], onlyIf: SQL): Promise<void> {
  const rows = sql`
    select 'proposal:' || id, jsonb_build_object('what', 'proposal', 'id', id), ${ctx.clock.now().toISOString()}::timestamptz
    from (
      select distinct proposal.id from swap_proposals as proposal
      join swap_legs as leg on leg.workspace_id = proposal.workspace_id and leg.proposal_id = proposal.id
      where proposal.workspace_id = ${ctx.workspaceId} and proposal.state in ('consent', 'approval')
        and leg."to" in (${idsIn(slackIds)}) and ${onlyIf}
    ) as touched order by id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAgain, rows)}) select ${wakeWorkers(sql`added`)}`);
}

/** Whoever gets the leg's stretch is away in it. */
const isAwayDuring: SQL = sql`exists (
  select from absences as away
  where away.workspace_id = leg.workspace_id and away.slack_id = leg."to"
    and away.starts_at < leg.to_at and away.ends_at > leg.from_at)`;

/**
 * Has a proposal follow absences that were entered since, and hours in which somebody can work: where a rule denies it now that
 * did not before, everybody in it is asked again and reads why. Returns it as it is then; undefined once it is over.
 */
export async function followAbsences(work: Work, view: ProposalView): Promise<ProposalView | undefined> {
  const { tx, ctx } = work;
  const { state, verdict: before } = view.proposal;
  if (state !== 'consent' && state !== 'approval') return view;
  if (!(await isAnybodyAway(work, view))) return view;
  const { verdict } = await judge(tx, ctx, view.legs);
  return isWorse(verdict, before) ? askAgain(work, view, verdict) : view;
}

interface Taker extends Record<string, unknown> {
  readonly slackId: string;
  readonly isAway: boolean;
  readonly hours: readonly OpeningSpan[] | null;
  readonly zone: string;
}

/** By absences, or outside of the hours in which they can work. */
async function isAnybodyAway({ tx, ctx }: Work, { proposal, legs }: ProposalView): Promise<boolean> {
  const takers = await tx.execute<Taker>(sql`
    select leg."to" as "slackId", ${isAwayDuring} as "isAway", facts.availability as hours, people.time_zone as zone
    from swap_legs as leg
    join people on people.workspace_id = leg.workspace_id and people.slack_id = leg."to"
    left join roster_people as facts on facts.workspace_id = leg.workspace_id and facts.slack_id = leg."to"
    where leg.workspace_id = ${ctx.workspaceId} and leg.proposal_id = ${proposal.id}`);
  return takers.some(({ slackId, isAway, hours, zone }) => {
    const taken = legs.filter(({ to }) => to === slackId).map(stretchOfLeg);
    return isAway || (hours !== null && taken.some((stretch) => outsideOf(hours, zone, stretch).length > 0));
  });
}

function stretchOfLeg({ fromAt, toAt }: ProposalView['legs'][number]): Stretch {
  return { from: fromAt.getTime(), to: toAt.getTime() };
}
