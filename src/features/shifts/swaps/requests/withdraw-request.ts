import type { Ctx } from '../../../../core/context.ts';
import { endRequest } from './end-request.ts';
import { holdRequest } from '../hold.ts';
import type { RequestInput } from '../inputs.ts';
import { requireMayToRequest } from '../require-swap.ts';
import type { SwapRequest } from '../tables.ts';
import { tooLate } from '../too-late.ts';
import { swapTransaction } from '../swap-transaction.ts';

/** Takes a request back, with what was proposed for it, as long as nothing of that is executed. */
export function withdrawRequest(ctx: Ctx, { requestId }: RequestInput): Promise<SwapRequest> {
  return swapTransaction(ctx, async (work) => {
    const view = await holdRequest(work, requestId);
    requireMayToRequest(ctx, 'swap.take-back-request', view);
    if (view.request.state === 'withdrawn') return view.request;
    const withdrawn = await endRequest(work, view, { move: 'withdraw', proposals: 'withdraw' });
    if (!withdrawn) throw tooLate(view);
    return withdrawn;
  });
}
