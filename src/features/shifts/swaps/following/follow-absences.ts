import { sql } from 'drizzle-orm';
import type { OpeningSpan } from '../../../../core/business-hours.ts';
import { outsideOf } from '../../roster/away.ts';
import type { Stretch } from '../../rules/roster.ts';
import { askAgain } from './follow-roster.ts';
import { isAwayDuring } from './on-roster-change.ts';
import { isWorse, judge } from '../verdicts/judge.ts';
import type { ProposalView } from '../swap-view.ts';
import type { Work } from '../work.ts';

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
