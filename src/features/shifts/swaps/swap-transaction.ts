import { recordAudits } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { emptyNews } from './news.ts';
import { tellSwaps } from './tell-swaps.ts';
import type { Work } from './work.ts';

/**
 * Runs `act` in a transaction and completes it: its audit, timers, then messages, then Homes, each in one statement, so that two
 * transactions cannot wait for each other. May run again after a conflict.
 */
export function swapTransaction<T>(ctx: Ctx, act: (work: Work) => Promise<T>): Promise<T> {
  return transaction(ctx, async (tx) => {
    const work = { tx, ctx, news: emptyNews() };
    const result = await act(work);
    await recordAudits(tx, ctx, work.news.audits);
    await tellSwaps(work);
    return result;
  });
}
