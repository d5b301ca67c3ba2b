import type { Ctx } from '../../../../core/context.ts';
import { endRequest } from './end-request.ts';
import { holdRequest } from '../hold.ts';
import type { CloseRequestInput } from '../inputs.ts';
import { requireMayToRequest } from '../require-swap.ts';
import type { SwapRequest } from '../tables.ts';
import { tooLate } from '../too-late.ts';
import { swapTransaction } from '../swap-transaction.ts';

/** Somebody who leads the team ends a request, and says why; what was proposed for it ends too. */
export function closeRequest(ctx: Ctx, { requestId, because }: CloseRequestInput): Promise<SwapRequest> {
  return swapTransaction(ctx, async (work) => {
    const view = await holdRequest(work, requestId);
    requireMayToRequest(ctx, 'swap.close', view);
    if (view.request.state === 'closed') return view.request;
    const closed = await endRequest(work, view, { move: 'close', proposals: 'supersede', because });
    if (!closed) throw tooLate(view);
    work.news.closed.add(requestId);
    return closed;
  });
}
