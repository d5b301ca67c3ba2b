import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { accept } from './accept-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { ProposalInput } from '../inputs.ts';
import { requireMayTo } from '../require-swap.ts';
import { decide, type Decided } from '../swap-transaction.ts';

/** The owner of a request picks one of its offers, which is their yes; the other offers wait in line behind it. */
export function chooseOffer(ctx: Ctx, { proposalId }: ProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayTo(ctx, 'swap.consent', view);
    if (view.request?.owner !== ctx.actor.slackId) throw new UserError('Whoever asked for the swap chooses.');
    return accept(work, view);
  });
}
