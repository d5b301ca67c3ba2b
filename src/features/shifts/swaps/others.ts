import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { bindingStates, liveRequestStates, liveStates } from './lifecycle.ts';
import { swapLegs, swapProposals, swapRequests, type ProposalState, type SwapLeg, type SwapRequest } from './tables.ts';
import type { Work } from './work.ts';

/** Who else has to do with the same stretches of shifts. */

export type Stretch = Pick<SwapLeg, 'shiftId' | 'from' | 'fromAt' | 'toAt'>;

/** All time: whatever stretch of a shift is meant, the shift has changed under it. */
export function wholeShift({ shiftId, from }: Stretch): Stretch {
  return { shiftId, from, fromAt: new Date(0), toAt: new Date('9999-12-31T00:00:00Z') };
}

/** Other proposals in one of these states for a stretch that this one moves too; first in line first. */
export async function rivalsOf(
  { tx, ctx }: Work,
  proposalId: string,
  stretches: readonly Stretch[],
  states: readonly ProposalState[] = liveStates,
): Promise<readonly string[]> {
  const rows = await tx
    .selectDistinct({ id: swapProposals.id, createdAt: swapProposals.createdAt, place: swapProposals.place })
    .from(swapLegs)
    .innerJoin(
      swapProposals,
      and(eq(swapProposals.workspaceId, swapLegs.workspaceId), eq(swapProposals.id, swapLegs.proposalId)),
    )
    .where(
      and(
        eq(swapLegs.workspaceId, ctx.workspaceId),
        inArray(swapProposals.state, [...states]),
        sql`${swapProposals.id} <> ${proposalId}::uuid`,
        overlapsOneOf(swapLegs, stretches),
      ),
    )
    .orderBy(swapProposals.createdAt, swapProposals.place, swapProposals.id);
  return rows.map(({ id }) => id);
}

/** The proposal that holds one of these stretches, past everybody's consent. */
export async function bindingRival(
  work: Work,
  proposalId: string,
  stretches: readonly Stretch[],
): Promise<string | undefined> {
  const [rival] = await rivalsOf(work, proposalId, stretches, bindingStates);
  return rival;
}

/** Of a request: no proposal holds a stretch of it. */
export const nothingBinds = sql`not exists (
  select from swap_legs as leg
  where leg.workspace_id = ${swapRequests.workspaceId} and leg.is_binding and leg.shift_id = ${swapRequests.shiftId}
    and leg.from_at < ${swapRequests.toAt} and leg.to_at > ${swapRequests.fromAt})`;

/** Has every live request for these shifts looked at, whoever asked. */
export async function lookAtRequestsOn({ tx, ctx, news }: Work, shiftIds: readonly string[]): Promise<void> {
  const found = await tx
    .select({ id: swapRequests.id })
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(swapRequests.shiftId, [...shiftIds]),
        inArray(swapRequests.state, [...liveRequestStates]),
      ),
    );
  for (const { id } of found) news.looks.push({ what: 'request', id });
}

/** Live requests of whoever gives these stretches, for them or for a part of them. */
export async function requestsFor({ tx, ctx }: Work, stretches: readonly Stretch[]): Promise<readonly SwapRequest[]> {
  return tx
    .select()
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(swapRequests.state, [...liveRequestStates]),
        overlapsOneOf(swapRequests, stretches, sql`and ${swapRequests.owner} is not distinct from "giver"`),
      ),
    )
    .orderBy(swapRequests.id);
}

function overlapsOneOf(
  table: typeof swapLegs | typeof swapRequests,
  stretches: readonly Stretch[],
  andAlso: SQL = sql``,
): SQL {
  const rows = stretches.map(({ shiftId, from, fromAt, toAt }) => ({ shift: shiftId, giver: from, fromAt, toAt }));
  return sql`exists (
    select from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as stretch (shift uuid, giver text, "fromAt" timestamptz, "toAt" timestamptz)
    where stretch.shift = ${table.shiftId} and stretch."fromAt" < ${table.toAt} and stretch."toAt" > ${table.fromAt} ${andAlso})`;
}
