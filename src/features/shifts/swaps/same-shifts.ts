import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { bindingStates, liveRequestStates, liveStates } from './lifecycle.ts';
import {
  swapLegs,
  swapProposals,
  swapRequests,
  type ProposalState,
  type SwapLeg,
  type SwapProposal,
  type SwapRequest,
} from './tables.ts';
import type { Work } from './work.ts';

/** Who else has to do with the same stretches of shifts. */

export type Stretch = Pick<SwapLeg, 'shiftId' | 'from' | 'fromAt' | 'toAt'>;

/** All time: whatever stretch of a shift is meant, the shift has changed under it. */
export function wholeShift({ shiftId, from }: Stretch): Stretch {
  return { shiftId, from, fromAt: new Date(0), toAt: new Date('9999-12-31T00:00:00Z') };
}

/** For whoever looks at the proposals of a shift, and has none of their own. */
export const NO_PROPOSAL = '00000000-0000-0000-0000-000000000000';

/** Other proposals in one of these states for a stretch that this one moves too; first in line first. */
export async function rivalsOf(
  work: Work,
  proposalId: string,
  stretches: readonly Stretch[],
  states: readonly ProposalState[] = liveStates,
): Promise<readonly string[]> {
  const rivals = await rivalsIn(work, proposalId, stretches, states);
  return rivals.map(({ id }) => id);
}

/** The same, with the state that each is in. */
async function rivalsIn(
  { tx, ctx }: Work,
  proposalId: string,
  stretches: readonly Stretch[],
  states: readonly ProposalState[],
): Promise<readonly Pick<SwapProposal, 'id' | 'state'>[]> {
  const { id, state, createdAt, place } = swapProposals;
  return tx
    .selectDistinct({ id, state, createdAt, place })
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
    .orderBy(createdAt, place, id);
}

export interface Ahead {
  /** Another one is past everybody's consent: it goes first. */
  readonly isHeld: boolean;
  /** Those that are still being asked about. */
  readonly asking: readonly string[];
}

/** How others stand for the same stretches, for one that everybody has agreed to. */
export async function whoIsAhead(work: Work, proposalId: string, stretches: readonly Stretch[]): Promise<Ahead> {
  const rivals = await rivalsIn(work, proposalId, stretches, [...bindingStates, 'consent']);
  const asking = rivals.filter(({ state }) => state === 'consent').map(({ id }) => id);
  return { isHeld: asking.length < rivals.length, asking };
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

/** Every live request for these shifts, whoever asked. */
export async function requestsOn({ tx, ctx }: Work, shiftIds: readonly string[]): Promise<readonly SwapRequest[]> {
  if (shiftIds.length === 0) return [];
  return tx
    .select()
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(swapRequests.shiftId, [...shiftIds]),
        inArray(swapRequests.state, [...liveRequestStates]),
      ),
    )
    .orderBy(swapRequests.id);
}

/** Every live request of somebody, on any team. */
export async function requestsOf({ tx, ctx }: Work, owner: string): Promise<readonly SwapRequest[]> {
  return tx
    .select()
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        eq(swapRequests.owner, owner),
        inArray(swapRequests.state, [...liveRequestStates]),
      ),
    )
    .orderBy(swapRequests.id);
}

/** Has each of them looked at. */
export async function lookAtRequestsOn(work: Work, shiftIds: readonly string[]): Promise<void> {
  for (const { id } of await requestsOn(work, shiftIds)) work.news.looks.push({ what: 'request', id });
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
