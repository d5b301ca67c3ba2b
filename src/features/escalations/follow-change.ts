import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { keepChain } from './chain/keep-chain.ts';
import { followApproval } from './approvals/follow-approval.ts';
import { movesClocks } from './clocks/effects.ts';
import { keepClocks } from './clocks/keep-clocks.ts';
import { keepLeaving } from './hand-over/job-kinds.ts';
import { enterFirstPromise } from './promises/enter-promise.ts';
import { watchCustomer } from './reminders/watch-customer.ts';
import type { Case, CaseEntry } from './tables.ts';

/**
 * What follows from a change of a case besides showing it: its clocks, its chain, its promises, whoever
 * leaves. In the transaction of the
 * change, after its entry in the log and before anything is drawn.
 */
export async function followChange(tx: Tx, ctx: Ctx, changed: Case, entry: CaseEntry): Promise<void> {
  if (entry.kind === 'raised') await enterFirstPromise(tx, ctx, changed);
  if (movesClocks(entry.kind)) await keepClocks(tx, ctx, changed);
  // Nobody is asked to take a private case, approve it or hand it over.
  if (changed.isPrivate) return;
  await keepChain(tx, ctx, changed, entry);
  await followApproval(tx, ctx, changed, entry);
  await keepLeaving(tx, ctx, changed, entry);
  await watchCustomer(tx, ctx, changed, entry);
}
