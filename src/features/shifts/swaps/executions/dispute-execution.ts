import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { managerToTell } from '../approvals/approvers.ts';
import { DISPUTE_MS, later } from '../cut-off.ts';
import type { DisputeInput } from '../inputs.ts';
import { moveExecution } from '../move-swap.ts';
import { requireMayTo } from '../require-swap.ts';
import { partiesOf, proposalViews } from '../swap-view.ts';
import { swapExecutions, type SwapExecution } from '../tables.ts';
import { swapTransaction } from '../swap-transaction.ts';

/** A party says, within a week of its last shift, that a swap did not happen as it is written; a manager decides. */
export function disputeExecution(ctx: Ctx, { executionId, because }: DisputeInput): Promise<SwapExecution> {
  return swapTransaction(ctx, async (work) => {
    const [view] = await proposalViews(work.tx, ctx, eq(swapExecutions.id, executionId));
    if (!view?.execution) throw new UserError('There is no such swap any more.');
    requireMayTo(ctx, 'swap.dispute', view);
    const { execution, proposal } = view;
    if (execution.state === 'disputed') return execution;
    const now = ctx.clock.now();
    if (execution.lastLegEndsAt > now) throw new UserError('Its last shift is not over yet.');
    if (later(execution.lastLegEndsAt, DISPUTE_MS) < now)
      throw new UserError('That was over a week ago: talk to your manager.');
    const disputed = await moveExecution(work, executionId, 'dispute', {
      set: { changedBecause: because },
      detail: { because },
    });
    if (!disputed) return disputedByOther(work.tx, ctx, executionId);
    const manager = await managerToTell(work, proposal, partiesOf(view.legs));
    if (manager !== undefined) work.news.disputed.push({ proposalId: proposal.id, slackId: manager });
    return disputed;
  });
}

/** The other party may have been faster, which is the same. @throws UserError where it was taken back */
async function disputedByOther(tx: Tx, ctx: Ctx, executionId: string): Promise<SwapExecution> {
  const [view] = await proposalViews(tx, ctx, eq(swapExecutions.id, executionId));
  if (view?.execution?.state === 'disputed') return view.execution;
  throw new UserError('This swap was taken back: nothing of it counts.');
}
