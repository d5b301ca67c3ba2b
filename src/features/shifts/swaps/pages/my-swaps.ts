import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { liveRequestStates } from '../lifecycle.ts';
import { proposalViews, requestViews, type ProposalView, type RequestView } from '../swap-view.ts';
import { swapConsents, swapProposals, swapRequests } from '../tables.ts';
import { nextShiftsOf } from './shift-seen.ts';

/** What `/swap` shows: what waits for the actor, what they asked for, and what they could swap. */
export interface MySwaps {
  readonly toAnswer: readonly ProposalView[];
  readonly toApprove: readonly ProposalView[];
  readonly requests: readonly RequestView[];
  readonly shifts: readonly ShiftRow[];
  readonly reader: string;
}

const MOST = 10;

export function mySwaps(ctx: Ctx): Promise<MySwaps> {
  return transaction(ctx, async (tx) => {
    const [toAnswer, toApprove] = await waitingForMe(tx, ctx);
    const requests = await requestViews(tx, ctx, await ownLiveRequests(tx, ctx));
    return {
      toAnswer,
      toApprove,
      requests,
      shifts: await nextShiftsOf(tx, ctx, ctx.actor.slackId, { most: MOST }),
      reader: ctx.actor.slackId,
    };
  });
}

/** Proposals on whose answer everybody waits: the actor's consent, or their approval. */
export async function waitingForMe(
  tx: Tx,
  ctx: Ctx,
): Promise<readonly [toAnswer: readonly ProposalView[], toApprove: readonly ProposalView[]]> {
  const me = ctx.actor.slackId;
  const asked = await tx
    .select({ id: swapProposals.id, state: swapProposals.state })
    .from(swapProposals)
    .leftJoin(
      swapConsents,
      and(
        eq(swapConsents.workspaceId, swapProposals.workspaceId),
        eq(swapConsents.proposalId, swapProposals.id),
        eq(swapConsents.slackId, me),
      ),
    )
    .where(
      and(
        eq(swapProposals.workspaceId, ctx.workspaceId),
        or(
          and(eq(swapProposals.state, 'consent'), eq(swapConsents.state, 'asked')),
          and(eq(swapProposals.state, 'approval'), eq(swapProposals.approver, me)),
        ),
      ),
    )
    .orderBy(asc(swapProposals.expiresAt), asc(swapProposals.id))
    .limit(2 * MOST);
  if (asked.length === 0) return [[], []];
  const views = await proposalViews(
    tx,
    ctx,
    inArray(
      swapProposals.id,
      asked.map(({ id }) => id),
    ),
  );
  return [
    views.filter(({ proposal }) => proposal.state === 'consent'),
    views.filter(({ proposal }) => proposal.state === 'approval'),
  ];
}

async function ownLiveRequests(tx: Tx, ctx: Ctx): Promise<readonly string[]> {
  const mine = or(eq(swapRequests.owner, ctx.actor.slackId), eq(swapRequests.postedBy, ctx.actor.slackId));
  const found = await tx
    .select({ id: swapRequests.id })
    .from(swapRequests)
    .where(
      and(eq(swapRequests.workspaceId, ctx.workspaceId), mine, inArray(swapRequests.state, [...liveRequestStates])),
    )
    .orderBy(asc(swapRequests.fromAt), asc(swapRequests.id))
    .limit(MOST);
  return found.map(({ id }) => id);
}
