import { recordAudits } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { emptyNews } from './telling/news.ts';
import type { SwapProposal } from './tables.ts';
import { tellSwaps, type Told } from './telling/tell-swaps.ts';
import type { Work } from './work.ts';

/**
 * Runs `act` in a transaction and completes it: its audit, timers, then messages, then Homes, each in one statement, so that two
 * transactions cannot wait for each other. May run again after a conflict.
 */
export async function swapTransaction<T>(ctx: Ctx, act: (work: Work) => Promise<T>): Promise<T> {
  return (await completed(ctx, act)).result;
}

/** What it came to, with all that was told about it, as everybody sees it now. */
export type AndTold<Row> = Row & { readonly told: Told };
export type Decided = AndTold<SwapProposal>;

/** The same for what somebody decides: they are answered from what everybody else is told. */
export async function decide<Row extends object>(ctx: Ctx, act: (work: Work) => Promise<Row>): Promise<AndTold<Row>> {
  const { result, told } = await completed(ctx, act);
  return { ...result, told };
}

function completed<T>(ctx: Ctx, act: (work: Work) => Promise<T>) {
  return transaction(ctx, async (tx) => {
    const work = { tx, ctx, news: emptyNews() };
    const result = await act(work);
    await recordAudits(tx, ctx, work.news.audits);
    return { result, told: await tellSwaps(work) };
  });
}
