import { inArray, sql, type SQL } from 'drizzle-orm';
import { UserError } from '../../../core/errors.ts';
import { isLive, isLiveRequest, liveStates } from './lifecycle.ts';
import { NO_PROPOSAL, rivalsOf, wholeShift } from './same-shifts.ts';
import { findProposalView, findRequestView, proposalViews, type ProposalView, type RequestView } from './swap-view.ts';
import { swapProposals } from './tables.ts';
import type { Work } from './work.ts';

/**
 * Whatever is decided about swaps is decided while their shifts are held, so that all who share a shift come one after
 * the other. Shifts first, in order of id; then people, in order of id; then whatever belongs to swaps.
 */

/** Holds the shifts of a proposal and of its request, and returns it as it is then. */
export async function holdProposal(work: Work, proposalId: string): Promise<ProposalView> {
  const view = await holdProposalIfAny(work, proposalId);
  if (!view) throw new UserError('There is no such swap any more.');
  return view;
}

/** The same for a timer, which may outlive what it looks at. */
export async function holdProposalIfAny(work: Work, proposalId: string): Promise<ProposalView | undefined> {
  const held = await holdShiftsIn(work, shiftsOfProposal(proposalId));
  const view = await findProposalView(work.tx, work.ctx, proposalId);
  if (view && isLive(view.proposal.state)) requireHeld(held, view.legs);
  return view;
}

/** Holds the shift of a request and those of all that is proposed for it, and returns it as it is then. */
export async function holdRequest(work: Work, requestId: string): Promise<RequestView> {
  const view = await holdRequestIfAny(work, requestId);
  if (!view) throw new UserError('There is no such request any more.');
  return view;
}

/** The same for a timer, which may outlive what it looks at. */
export async function holdRequestIfAny(work: Work, requestId: string): Promise<RequestView | undefined> {
  const held = await holdShiftsIn(work, shiftsOfRequest(requestId));
  const view = await findRequestView(work.tx, work.ctx, requestId);
  if (!view) return undefined;
  const needed = view.proposals.filter(({ proposal }) => isLive(proposal.state)).flatMap(({ legs }) => legs);
  requireHeld(held, isLiveRequest(view.request.state) ? [view.request, ...needed] : needed);
  return view;
}

/** What it is about may have gone into another piece of its shift before that was held. */
function requireHeld(held: ReadonlySet<string>, needed: readonly { readonly shiftId: string }[]): void {
  if (needed.some(({ shiftId }) => !held.has(shiftId))) throw new ChangedMeanwhile();
}

export async function holdShifts(work: Work, shiftIds: readonly string[]): Promise<void> {
  await holdShiftsIn(work, these(shiftIds));
}

/** Holds shifts with those of everything that is going on about them, for whoever may end it. */
export async function holdAllAbout(work: Work, shiftIds: readonly string[]): Promise<void> {
  const { tx, ctx } = work;
  const all = shiftIds.map((shiftId) => wholeShift({ shiftId, from: null, fromAt: new Date(0), toAt: new Date(0) }));
  const rivals = await rivalsOf(work, NO_PROPOSAL, all);
  const others = rivals.length > 0 ? await proposalViews(tx, ctx, inArray(swapProposals.id, [...rivals])) : [];
  await holdShifts(work, [...shiftIds, ...others.flatMap(({ legs }) => legs.map((leg) => leg.shiftId))]);
}

/** Holds the shift that a request is about, and others; returns which. The request may be about another one by then. */
export function holdShiftAskedFor(
  work: Work,
  requestId: string,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  return holdShiftsIn(
    work,
    sql`
      select shift_id from swap_requests where swap_requests.workspace_id = shifts.workspace_id and id = ${requestId}::uuid
      union ${these(others)}`,
  );
}

function these(shiftIds: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(shiftIds)}::jsonb)::uuid`;
}

/** Something came between looking and holding; the transaction runs again. */
export class ChangedMeanwhile extends Error {
  /** What the database says when a transaction should run again. */
  readonly code = '40001';
}

async function holdShiftsIn({ tx, ctx }: Work, ids: SQL): Promise<ReadonlySet<string>> {
  const held = await tx.execute<{ id: string }>(sql`
    select id from shifts where workspace_id = ${ctx.workspaceId} and id in (${ids}) order by id for no key update`);
  return new Set(held.map(({ id }) => id));
}

function shiftsOfProposal(proposalId: string): SQL {
  return sql`
    select shift_id from swap_legs where swap_legs.workspace_id = shifts.workspace_id and proposal_id = ${proposalId}::uuid
    union select of.shift_id from swap_requests as of join swap_proposals as answer
      on answer.workspace_id = of.workspace_id and answer.request_id = of.id
    where answer.workspace_id = shifts.workspace_id and answer.id = ${proposalId}::uuid`;
}

function shiftsOfRequest(requestId: string): SQL {
  return sql`
    select shift_id from swap_requests where swap_requests.workspace_id = shifts.workspace_id and id = ${requestId}::uuid
    union select leg.shift_id from swap_legs as leg join swap_proposals as answer
      on answer.workspace_id = leg.workspace_id and answer.id = leg.proposal_id
    where leg.workspace_id = shifts.workspace_id and answer.request_id = ${requestId}::uuid
      and answer.state in (${sql.join(
        liveStates.map((state) => sql`${state}`),
        sql`, `,
      )})`;
}
