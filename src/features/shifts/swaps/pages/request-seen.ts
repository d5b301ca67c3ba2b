import { and, eq, inArray } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { may, type Permission, requireMay } from '../../../../people/permissions.ts';
import { liveRequestStates } from '../lifecycle.ts';
import { requireMayInEach, requireMayInOne, requireMayTo } from '../require-swap.ts';
import { findProposalView, findRequestView, proposalViews, type ProposalView, type RequestView } from '../swap-view.ts';
import { swapExecutions, swapRequests } from '../tables.ts';

/** A request that the actor sees; a private one only whoever was named in it, its owner, and those who ask for others. */
export function requestSeen(ctx: Ctx, requestId: string, permission: Permission = 'shift.see'): Promise<RequestView> {
  return transaction(ctx, (tx) => requestSeenIn(tx, ctx, requestId, permission));
}

export async function requestSeenIn(
  tx: Tx,
  ctx: Ctx,
  requestId: string,
  permission: Permission = 'shift.see',
): Promise<RequestView> {
  const view = await findRequestView(tx, ctx, requestId);
  if (!view) throw new UserError('There is no such request any more. Type `/swap`.');
  const { request, team } = view;
  const about = { teamId: team.id, teamName: team.name };
  requireMay(ctx, permission, about);
  if (request.askedOnly === null || may(ctx.actor, 'swap.post-for', about)) return view;
  const named = [request.owner, request.postedBy, ...request.askedOnly];
  if (!named.includes(ctx.actor.slackId)) throw new UserError('Only those who were asked see this request.');
  return view;
}

/** What is asked already of a shift as a whole, if anything. */
export function askedAlready(ctx: Ctx, shiftId: string): Promise<string | undefined> {
  return transaction(ctx, async (tx) => {
    const { workspaceId, id, state, isPart } = swapRequests;
    const isIt = and(eq(workspaceId, ctx.workspaceId), eq(swapRequests.shiftId, shiftId));
    const [found] = await tx
      .select({ id })
      .from(swapRequests)
      .where(and(isIt, inArray(state, [...liveRequestStates]), eq(isPart, false)));
    return found?.id;
  });
}

/** A proposal for whoever may say yes to it, or let it pass. */
export function proposalToDecide(
  ctx: Ctx,
  proposalId: string,
  permission: 'swap.approve' | 'swap.override',
): Promise<ProposalView> {
  return transaction(ctx, async (tx) => {
    const view = await findProposalView(tx, ctx, proposalId);
    if (!view) throw new UserError('There is no such swap any more. Type `/swap`.');
    if (permission === 'swap.approve') requireMayInOne(ctx, permission, view);
    else requireMayInEach(ctx, permission, view);
    return view;
  });
}

/** An executed swap, for whoever may do this to it. */
export function executionSeen(
  ctx: Ctx,
  executionId: string,
  permission: 'swap.dispute' | 'swap.settle' | 'swap.undo',
): Promise<ProposalView> {
  return transaction(ctx, async (tx) => {
    const [view] = await proposalViews(tx, ctx, eq(swapExecutions.id, executionId));
    if (!view) throw new UserError('There is no such swap any more. Type `/swap`.');
    requireMayTo(ctx, permission, view);
    return view;
  });
}
