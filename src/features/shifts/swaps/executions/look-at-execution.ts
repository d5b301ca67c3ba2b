import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { moveExecution } from '../move-swap.ts';
import { proposalViews } from '../swap-view.ts';
import { swapExecutions } from '../tables.ts';
import { swapTransaction } from '../swap-transaction.ts';

/** Once its last shift is over an execution is settled, unless somebody says that it was not so. */
export function lookAtExecution(ctx: Ctx, executionId: string): Promise<void> {
  return swapTransaction(ctx, async (work) => {
    const [view] = await proposalViews(work.tx, ctx, eq(swapExecutions.id, executionId));
    const execution = view?.execution;
    if (execution?.state !== 'executed') return;
    if (execution.lastLegEndsAt > ctx.clock.now()) {
      work.news.looks.push({ what: 'execution', id: executionId, at: execution.lastLegEndsAt });
      return;
    }
    await moveExecution(work, executionId, 'settle');
  });
}
