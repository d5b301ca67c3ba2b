import { and, asc, desc, eq, gt, inArray, not, notExists, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { transaction, type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { liveRequestStates, liveStates } from '../lifecycle.ts';
import { mayUndo } from '../executions/undo-rights.ts';
import { proposalViews, requestViews, type ProposalView, type RequestView } from '../swap-view.ts';
import { swapConsents, swapExecutions, swapLegs, swapProposals, swapRequests } from '../tables.ts';
import { nextShiftsOf } from './shift-seen.ts';

/** What `/swap` shows: what waits for the actor, what they asked for and offered, and what they could swap. */
export interface MySwaps extends WaitingForMe {
  readonly requests: readonly RequestView[];
  /** What they would take of others, or pick up. */
  readonly offers: readonly ProposalView[];
  /** What was executed lately and is theirs, or theirs to undo. */
  readonly settled: readonly ProposalView[];
  readonly shifts: readonly ShiftRow[];
}

export interface WaitingForMe {
  readonly toAnswer: readonly ProposalView[];
  readonly toApprove: readonly ProposalView[];
  /** Asked of them by name, and not answered. */
  readonly toTake: readonly RequestView[];
}

const MOST = 10;
const MOST_SETTLED = 5;
const LATELY_MS = 7 * 86_400_000;

export function mySwaps(ctx: Ctx): Promise<MySwaps> {
  return transaction(ctx, async (tx) => {
    const waiting = await waitingForMe(tx, ctx);
    const those = await proposalsOfMine(tx, ctx);
    return {
      ...waiting,
      requests: await requestViews(tx, ctx, await ownLiveRequests(tx, ctx)),
      offers: those.filter(({ execution }) => execution === null),
      settled: those.filter((view) => view.execution !== null && mayUndo(ctx, view)),
      shifts: await nextShiftsOf(tx, ctx, ctx.actor.slackId, { most: MOST }),
    };
  });
}

/** Whatever waits for the actor's word: their consent, their approval, their answer. */
export async function waitingForMe(tx: Tx, ctx: Ctx): Promise<WaitingForMe> {
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
  const views = await viewsOf(tx, ctx, asked);
  return {
    toAnswer: views.filter(({ proposal }) => proposal.state === 'consent'),
    toApprove: views.filter(({ proposal }) => proposal.state === 'approval'),
    toTake: await requestViews(tx, ctx, await askedByName(tx, ctx)),
  };
}

async function viewsOf(tx: Tx, ctx: Ctx, found: readonly { readonly id: string }[]): Promise<readonly ProposalView[]> {
  if (found.length === 0) return [];
  const those = inArray(
    swapProposals.id,
    found.map(({ id }) => id),
  );
  return proposalViews(tx, ctx, those);
}

/** What they proposed and may still come to something, and what was executed lately of theirs, or of teams that they manage. */
async function proposalsOfMine(tx: Tx, ctx: Ctx): Promise<readonly ProposalView[]> {
  const { slackId, memberships } = ctx.actor;
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS);
  const managed = memberships.map(({ teamId }) => teamId).filter((teamId) => may(ctx.actor, 'swap.settle', { teamId }));
  const isIn = sql`exists (
    select from ${swapLegs} where ${swapLegs.workspaceId} = ${swapProposals.workspaceId}
      and ${swapLegs.proposalId} = ${swapProposals.id} and ${slackId}::text in (${swapLegs.from}, ${swapLegs.to}))`;
  const isMine = managed.length > 0 ? or(isIn, inArray(swapProposals.teamId, managed)) : isIn;
  const hasBegun = sql`exists (
    select from ${swapLegs} where ${swapLegs.workspaceId} = ${swapProposals.workspaceId}
      and ${swapLegs.proposalId} = ${swapProposals.id} and ${swapLegs.fromAt} <= ${ctx.clock.now().toISOString()}::timestamptz)`;
  const own = tx
    .select({ id: swapProposals.id, at: swapProposals.changedAt })
    .from(swapProposals)
    .innerJoin(swapRequests, isRequestOf)
    .where(
      and(
        eq(swapProposals.workspaceId, ctx.workspaceId),
        eq(swapProposals.proposedBy, slackId),
        inArray(swapProposals.state, [...liveStates]),
        sql`${swapRequests.owner} is distinct from ${slackId}`,
      ),
    )
    .orderBy(asc(swapProposals.expiresAt), asc(swapProposals.id))
    .limit(MOST);
  const executed = tx
    .select({ id: swapProposals.id, at: swapExecutions.executedAt })
    .from(swapExecutions)
    .innerJoin(swapProposals, isProposalOf)
    .where(
      and(
        eq(swapExecutions.workspaceId, ctx.workspaceId),
        eq(swapExecutions.state, 'executed'),
        gt(swapExecutions.executedAt, since),
        isMine,
        not(hasBegun),
      ),
    )
    .orderBy(desc(swapExecutions.executedAt), desc(swapProposals.id))
    .limit(MOST_SETTLED);
  return viewsOf(tx, ctx, await unionAll(own, executed));
}

const isRequestOf = and(
  eq(swapRequests.workspaceId, swapProposals.workspaceId),
  eq(swapRequests.id, swapProposals.requestId),
);

const isProposalOf = and(
  eq(swapProposals.workspaceId, swapExecutions.workspaceId),
  eq(swapProposals.id, swapExecutions.proposalId),
);

/** Of the actor by name, as long as they have neither answered nor declined. */
async function askedByName(tx: Tx, ctx: Ctx): Promise<readonly string[]> {
  const me = ctx.actor.slackId;
  const answered = tx
    .select({ one: sql`1` })
    .from(swapProposals)
    .where(and(isRequestOf, eq(swapProposals.proposedBy, me), inArray(swapProposals.state, [...liveStates])));
  const found = await tx
    .select({ id: swapRequests.id })
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(swapRequests.state, [...liveRequestStates]),
        sql`${me}::text = any (${swapRequests.askedOnly})`,
        sql`not (${me}::text = any (coalesce(${swapRequests.declinedBy}, '{}')))`,
        sql`${swapRequests.owner} is distinct from ${me}`,
        notExists(answered),
      ),
    )
    .orderBy(asc(swapRequests.expiresAt), asc(swapRequests.id))
    .limit(MOST);
  return found.map(({ id }) => id);
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
