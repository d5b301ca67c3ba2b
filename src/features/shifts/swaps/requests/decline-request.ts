import { and, eq, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { holdRequest } from '../hold.ts';
import type { RequestInput } from '../inputs.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { requireMayToRequest } from '../require-swap.ts';
import { swapRequests, type SwapRequest } from '../tables.ts';
import { tooLate } from '../too-late.ts';
import { swapTransaction } from '../swap-transaction.ts';

/**
 * The actor, who was asked by name, does not want the shift. Its owner sees it on the request, and is told once nobody is left
 * who was asked. They may still change their mind.
 */
export function declineRequest(ctx: Ctx, { requestId }: RequestInput): Promise<SwapRequest> {
  return swapTransaction(ctx, async (work) => {
    const { tx, news } = work;
    const view = await holdRequest(work, requestId);
    requireMayToRequest(ctx, 'swap.answer', view);
    const { request } = view;
    const me = ctx.actor.slackId;
    if (!request.askedOnly?.includes(me)) throw new UserError('Only those who were asked by name can decline this.');
    if (request.declinedBy?.includes(me)) return request;
    if (!isLiveRequest(request.state)) throw tooLate(view);
    const [declined] = await tx
      .update(swapRequests)
      .set({ declinedBy: sql`array_append(coalesce(${swapRequests.declinedBy}, '{}'), ${me})` })
      .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), eq(swapRequests.id, requestId)))
      .returning();
    if (!declined) throw new Error('a request that is held has no row');
    news.audits.push({ action: 'swap-request.decline', subject: `swap-request:${requestId}` });
    news.requests.add(requestId);
    if (declined.owner !== null) news.homes.add(declined.owner);
    if (declined.askedOnly?.every((slackId) => declined.declinedBy?.includes(slackId))) news.allDeclined.add(requestId);
    return declined;
  });
}
