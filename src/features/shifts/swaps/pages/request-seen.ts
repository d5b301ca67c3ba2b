import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { findProposalView, findRequestView, partiesOf, type ProposalView, type RequestView } from '../swap-view.ts';

/** A request that the actor sees; a private one only whoever was named in it, its owner, and those who ask for others. */
export function requestSeen(ctx: Ctx, requestId: string): Promise<RequestView> {
  return transaction(ctx, (tx) => requestSeenIn(tx, ctx, requestId));
}

export async function requestSeenIn(tx: Tx, ctx: Ctx, requestId: string): Promise<RequestView> {
  const view = await findRequestView(tx, ctx, requestId);
  if (!view) throw new UserError('There is no such request any more. Type `/swap`.');
  const { request, team } = view;
  const about = { teamId: team.id, teamName: team.name };
  requireMay(ctx, 'shift.see', about);
  if (request.askedOnly === null || may(ctx.actor, 'swap.post-for', about)) return view;
  const named = [request.owner, request.postedBy, ...request.askedOnly];
  if (!named.includes(ctx.actor.slackId)) throw new UserError('Only those who were asked see this request.');
  return view;
}

/** A proposal for whoever may say yes to it, or let it pass. */
export function proposalToDecide(ctx: Ctx, proposalId: string): Promise<ProposalView> {
  return transaction(ctx, async (tx) => {
    const view = await findProposalView(tx, ctx, proposalId);
    if (!view) throw new UserError('There is no such swap any more. Type `/swap`.');
    const { team, legs } = view;
    const isParty = partiesOf(legs).includes(ctx.actor.slackId);
    requireMay(ctx, 'swap.approve', { teamId: team.id, teamName: team.name, isParty });
    return view;
  });
}
