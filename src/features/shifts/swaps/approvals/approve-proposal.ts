import type { Ctx } from '../../../../core/context.ts';
import { askApprover, noteApproval } from './approvers.ts';
import { check } from '../proposals/advance-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { ProposalInput } from '../inputs.ts';
import { moveProposal } from '../move-swap.ts';
import { requireNoRival } from './rival-parties.ts';
import { requireMayInOne } from '../require-swap.ts';
import { proposalView } from '../swap-view.ts';
import { doneAlready, tooLateFor } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';

const APPROVED = 'You have approved it already.';

/**
 * A manager who is not in it lets a swap pass. With shifts of several teams or sites there is one for each; after the last of
 * them it is judged once more, and executed unless a rule denies it by now.
 */
export function approveProposal(ctx: Ctx, { proposalId }: ProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayInOne(ctx, 'swap.approve', view);
    const { state, decidedBy } = view.proposal;
    if (state === 'executed' && decidedBy === ctx.actor.slackId) throw doneAlready(APPROVED, view);
    if (state !== 'approval') throw tooLateFor(view);

    await requireNoRival(work, view);
    const left = await noteApproval(work, view);
    if (!left) throw doneAlready(APPROVED, view);
    const set = { decidedBy: ctx.actor.slackId };
    const noted = await moveProposal(work, proposalId, 'passOn', {
      set,
      detail: { approvedBy: ctx.actor.slackId, left: left.map(({ teamId, site }) => ({ teamId, site })) },
    });
    if (!noted) throw tooLateFor(view);
    const now = await proposalView(work.tx, ctx, proposalId);
    if (left.length > 0) return askApprover(work, now);
    return check(work, now, { isApproved: true });
  });
}
