import { and, eq } from 'drizzle-orm';
import { eventTime, type Ctx } from '../../../../core/context.ts';
import { advanceProposal } from './advance-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { ProposalInput } from '../inputs.ts';
import { noteProposal } from '../move-swap.ts';
import { requireMayTo } from '../require-swap.ts';
import type { ProposalView } from '../swap-view.ts';
import { swapConsents, type SwapProposal } from '../tables.ts';
import { doneAlready, tooLateFor } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/**
 * The actor says yes. The last yes has it hold its shifts and be checked, and executed where nobody has to approve; behind
 * another one that holds them it waits.
 */
export function acceptProposal(ctx: Ctx, { proposalId }: ProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayTo(ctx, 'swap.consent', view);
    return accept(work, view);
  });
}

export async function accept(work: Work, view: ProposalView): Promise<SwapProposal> {
  const { tx, ctx } = work;
  const { proposal } = view;
  const me = ctx.actor.slackId;
  const mine = view.consents.find(({ slackId }) => slackId === me);
  if (mine?.state === 'accepted') throw doneAlready('You have said yes already.', view);
  const isInTime = proposal.state === 'consent' && proposal.expiresAt > eventTime(ctx);
  if (!isInTime) throw tooLateFor(view);
  await tx
    .update(swapConsents)
    .set({ state: 'accepted', at: ctx.clock.now() })
    .where(
      and(
        eq(swapConsents.workspaceId, ctx.workspaceId),
        eq(swapConsents.proposalId, proposal.id),
        eq(swapConsents.slackId, me),
        eq(swapConsents.state, 'asked'),
      ),
    );
  work.news.audits.push({ action: 'swap.accept', subject: `swap:${proposal.id}` });
  noteProposal(work, proposal);
  const consents = view.consents.map((each) => (each === mine ? { ...mine, state: 'accepted' as const } : each));
  return advanceProposal(work, { ...view, consents });
}
