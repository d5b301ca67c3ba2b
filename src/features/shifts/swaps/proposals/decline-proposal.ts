import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { endProposal } from './end-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { ProposalInput } from '../inputs.ts';
import { requireMayTo } from '../require-swap.ts';
import { swapConsents } from '../tables.ts';
import { tooLateFor } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';

/** The actor, who was asked, says no. Nothing changes, and the others' requests are as open as they were. */
export function declineProposal(ctx: Ctx, { proposalId }: ProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayTo(ctx, 'swap.consent', view);
    const me = ctx.actor.slackId;
    const mine = view.consents.find(({ slackId }) => slackId === me);
    if (view.proposal.state === 'declined' && mine?.state === 'declined') return view.proposal;
    const declined = await endProposal(work, view, 'decline', { decidedBy: me });
    if (!declined) throw tooLateFor(view);
    await work.tx
      .update(swapConsents)
      .set({ state: 'declined', at: ctx.clock.now() })
      .where(
        and(
          eq(swapConsents.workspaceId, ctx.workspaceId),
          eq(swapConsents.proposalId, proposalId),
          eq(swapConsents.slackId, me),
        ),
      );
    return declined;
  });
}
