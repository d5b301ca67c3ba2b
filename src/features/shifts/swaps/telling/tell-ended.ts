import type { Ctx } from '../../../../core/context.ts';
import type { Ended } from './news.ts';
import { swapTransaction } from '../swap-transaction.ts';
import { findRequestView } from '../swap-view.ts';
import type { Work } from '../work.ts';

/** Somebody is awake now. What is not so any more, as the shift has gone to somebody else since, is not said. */
export function tellEndedNow(ctx: Ctx, ended: Ended): Promise<void> {
  return swapTransaction(ctx, async (work) => {
    if (ended.what === 'result' || (await isStillSo(work, ended))) work.news.ended.push(ended);
  });
}

async function isStillSo({ tx, ctx }: Work, { id }: Ended): Promise<boolean> {
  const view = await findRequestView(tx, ctx, id);
  if (view?.request.state !== 'expired') return false;
  return view.shift.state === 'planned' && view.shift.slackId === view.request.owner;
}
