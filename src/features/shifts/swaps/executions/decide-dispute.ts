import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { DisputeInput } from '../inputs.ts';
import { moveExecution } from '../move-swap.ts';
import { requireMayTo } from '../require-swap.ts';
import { partiesOf, proposalViews } from '../swap-view.ts';
import { swapExecutions, type SwapExecution } from '../tables.ts';
import { swapTransaction } from '../swap-transaction.ts';

/** A manager who was not in it notes how it was. The ledger keeps what it has; the note stays with it. */
export function decideDispute(ctx: Ctx, { executionId, because }: DisputeInput): Promise<SwapExecution> {
  return swapTransaction(ctx, async (work) => {
    const [view] = await proposalViews(work.tx, ctx, eq(swapExecutions.id, executionId));
    if (!view?.execution) throw new UserError('There is no such swap any more.');
    requireMayTo(ctx, 'swap.settle', view);
    const { state, changedBecause } = view.execution;
    if (state === 'settled' && changedBecause === because) return view.execution;
    const decided = await moveExecution(work, executionId, 'decide', {
      set: { changedBecause: because },
      detail: { because },
    });
    if (!decided) throw new UserError('Nobody disputes this swap.');
    for (const slackId of partiesOf(view.legs)) work.news.results.push({ proposalId: view.proposal.id, slackId });
    return decided;
  });
}
