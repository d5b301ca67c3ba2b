import type { Ctx } from '../../../../core/context.ts';
import { askApprover, hasBackup } from '../approvals/approvers.ts';
import { askWhoIsMissing } from './ask-parties.ts';
import { endProposal } from './end-proposal.ts';
import { remindToAnswer } from './remind-to-answer.ts';
import { followAbsences } from '../following/follow-absences.ts';
import { followRoster } from '../following/follow-roster.ts';
import { advanceProposal } from './advance-proposal.ts';
import { holdProposalIfAny } from '../hold.ts';
import { isLive } from '../lifecycle.ts';
import { moveProposal } from '../move-swap.ts';
import { bindingRival, rivalsOf } from '../same-shifts.ts';
import { proposalViews, type ProposalView } from '../swap-view.ts';
import { swapProposals } from '../tables.ts';
import { inArray } from 'drizzle-orm';
import { swapTransaction } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/** Whatever time, the roster or others have done to a proposal meanwhile; looking early changes nothing. */
export function lookAtProposal(ctx: Ctx, proposalId: string): Promise<void> {
  return swapTransaction(ctx, async (work) => {
    const seen = await holdProposalIfAny(work, proposalId);
    if (!seen || !isLive(seen.proposal.state)) return;
    const followed = await followRoster(work, seen);
    const view = followed && (await followAbsences(work, followed));
    if (!view) return;
    const { state, expiresAt } = view.proposal;
    const isOver = expiresAt <= ctx.clock.now();
    if (state === 'approval') return lookAtApproval(work, view, isOver);
    if (isOver) return expire(work, view);
    if (state === 'waiting') return lookAtLine(work, view);
    const reminder = state === 'consent' ? await remindToAnswer(work, view) : undefined;
    work.news.looks.push({ what: 'proposal', id: proposalId, at: reminder ?? expiresAt });
  });
}

/** Whoever was asked said nothing: somebody else is asked, once; then it is over. */
async function lookAtApproval(work: Work, view: ProposalView, isOver: boolean): Promise<void> {
  const { id, expiresAt } = view.proposal;
  if (!isOver) return void work.news.looks.push({ what: 'proposal', id, at: expiresAt });
  if (!hasBackup(view.proposal)) return expire(work, view);
  const passed = await askApprover(work, view);
  const isStillOver = passed.expiresAt <= work.ctx.clock.now();
  if (isStillOver) await expire(work, { ...view, proposal: passed });
}

async function expire(work: Work, view: ProposalView): Promise<void> {
  await endProposal(work, view, view.proposal.state === 'blocked' ? 'supersede' : 'expire');
}

/** Its turn has come when nothing holds its stretches, and, if everybody in it agreed, nothing like it is before it. */
async function lookAtLine(work: Work, view: ProposalView): Promise<void> {
  const { id, expiresAt } = view.proposal;
  work.news.looks.push({ what: 'proposal', id, at: expiresAt });
  if ((await bindingRival(work, id, view.legs)) !== undefined) return;
  const isAgreed = view.consents.every(({ state }) => state === 'accepted');
  if (isAgreed && (await isBehindAgreed(work, view))) return;
  const promoted = await moveProposal(work, id, 'promote');
  if (!promoted) return;
  if (isAgreed) await advanceProposal(work, { ...view, proposal: promoted });
  else await askWhoIsMissing(work, { ...view, proposal: promoted });
}

/** Others who wait, and could go on at once, came earlier. Each of them is looked at on its own. */
async function isBehindAgreed(work: Work, view: ProposalView): Promise<boolean> {
  const waiting = await rivalsOf(work, view.proposal.id, view.legs, ['waiting']);
  if (waiting.length === 0) return false;
  const views = await proposalViews(work.tx, work.ctx, inArray(swapProposals.id, [...waiting]));
  return views.some(
    ({ proposal, consents }) =>
      isEarlier(proposal, view.proposal) && consents.every(({ state }) => state === 'accepted'),
  );
}

type InLine = Pick<ProposalView['proposal'], 'createdAt' | 'place' | 'id'>;

function isEarlier(one: InLine, other: InLine): boolean {
  const byTime = one.createdAt.getTime() - other.createdAt.getTime();
  if (byTime !== 0) return byTime < 0;
  return one.place === other.place ? one.id < other.id : one.place < other.place;
}
