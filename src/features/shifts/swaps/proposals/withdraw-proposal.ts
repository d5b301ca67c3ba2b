import type { Ctx } from '../../../../core/context.ts';
import { endProposal } from './end-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { ProposalInput } from '../inputs.ts';
import { requireMayTo } from '../require-swap.ts';
import { tooLateFor } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';

/** A party takes a proposal back before it is executed; what it was for is open again. */
export function withdrawProposal(ctx: Ctx, { proposalId }: ProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayTo(ctx, 'swap.take-back', view);
    const { state, decidedBy } = view.proposal;
    if (state === 'withdrawn' && decidedBy === ctx.actor.slackId) return view.proposal;
    const withdrawn = await endProposal(work, view, 'withdraw', { decidedBy: ctx.actor.slackId });
    if (!withdrawn) throw tooLateFor(view);
    return withdrawn;
  });
}
