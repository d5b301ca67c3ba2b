import type { Ctx } from '../../../../core/context.ts';
import { endProposal } from '../proposals/end-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { DecideProposalInput } from '../inputs.ts';
import { requireNoRival } from './rival-parties.ts';
import { requireMayInOne } from '../require-swap.ts';
import { tooLateFor } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';

/** A manager refuses a swap that waits for approval, and says why; what it was for is open again. */
export function denyProposal(ctx: Ctx, { proposalId, because }: DecideProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayInOne(ctx, 'swap.approve', view);
    const me = ctx.actor.slackId;
    if (view.proposal.state === 'denied' && view.proposal.decidedBy === me) return view.proposal;
    await requireNoRival(work, view);
    const denied = await endProposal(work, view, 'deny', {
      decidedBy: me,
      decidedBecause: because,
      detail: { because },
    });
    if (!denied) throw tooLateFor(view);
    return denied;
  });
}
