import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ShiftRow } from '../../roster/tables.ts';
import { firstOf } from './answer-requests.ts';
import { cutOffMoved } from '../cut-off.ts';
import { isLiveRequest, liveStates } from '../lifecycle.ts';
import { moveRequests, noteProposal } from '../move-swap.ts';
import { bindingRival } from '../same-shifts.ts';
import type { LegView, ProposalView } from '../swap-view.ts';
import { swapProposals, swapRequests, type SwapRequest } from '../tables.ts';
import type { Work } from '../work.ts';

/**
 * What becomes of requests when an execution is taken back. What it answered is asked for again, unless its owner took it back
 * or its cut-off has passed: together with the rest that a part had left, where one was, in one request. Whatever else is asked
 * for of such a shift stays asked for. `changed` are the shifts as they are now.
 */
export async function restoreRequests(work: Work, view: ProposalView, changed: readonly ShiftRow[]): Promise<void> {
  for (const leg of view.legs) {
    const shift = changed.find(({ id }) => id === leg.shiftId);
    if (shift?.slackId === leg.from) await restoreFor(work, { ...view, leg, shift, pieces: piecesOf(shift, changed) });
  }
}

interface Restoring extends ProposalView {
  readonly leg: LegView;
  /** The shift of the leg, whole again. */
  readonly shift: ShiftRow;
  /** Itself, and what had been cut off it. */
  readonly pieces: readonly string[];
}

function piecesOf(shift: ShiftRow, changed: readonly ShiftRow[]): readonly string[] {
  return changed.filter(({ id, cutFrom }) => id === shift.id || cutFrom === shift.id).map(({ id }) => id);
}

async function restoreFor(work: Work, restoring: Restoring): Promise<void> {
  const found = await requestsAbout(work, restoring);
  const live = await gather(
    work,
    restoring,
    found.filter(({ state }) => isLiveRequest(state)),
  );
  for (const request of found.filter((each) => wasAnswered(each, restoring))) {
    const now = live.find(({ id }) => id === request.id) ?? request;
    await wantAgain(work, restoring, now, live);
  }
  for (const { id } of found) work.news.looks.push({ what: 'request', id });
}

/** Those that were open for a stretch of a piece are for that stretch of the whole. */
async function gather(
  work: Work,
  { shift, leg }: Restoring,
  live: readonly SwapRequest[],
): Promise<readonly SwapRequest[]> {
  const { id: shiftId, version: shiftVersion, startsAt, endsAt } = shift;
  const theirs = live.filter(({ owner, fromAt, toAt }) => owner === leg.from && fromAt >= startsAt && toAt <= endsAt);
  const isPart = sql<boolean>`${swapRequests.fromAt} > ${startsAt.toISOString()}::timestamptz or ${swapRequests.toAt} < ${endsAt.toISOString()}::timestamptz`;
  const gathered = await moveRequests(
    work,
    theirs.map(({ id }) => id),
    'rebase',
    { set: { shiftId, shiftVersion, isPart }, detail: { because: 'undo' } },
  );
  const others = live.filter(({ id, shiftId: at }) => at === shiftId && !theirs.some((each) => each.id === id));
  return [...gathered, ...others];
}

/** Whether this execution answered it, all or in part. An older one, which another swap answered, stays as it is. */
function wasAnswered(request: SwapRequest, { proposal, leg }: Restoring): boolean {
  if (request.owner !== leg.from) return false;
  if (request.id === proposal.requestId) return true;
  return request.state === 'fulfilled' && request.changedAt >= proposal.createdAt && overlap(request, leg);
}

interface Stretch {
  readonly fromAt: Date;
  readonly toAt: Date;
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.fromAt < other.toAt && one.toAt > other.fromAt;
}

async function wantAgain(
  work: Work,
  restoring: Restoring,
  request: SwapRequest,
  live: readonly SwapRequest[],
): Promise<void> {
  const { proposal, leg, shift } = restoring;
  const isLive = isLiveRequest(request.state);
  const back = isLive ? hull([request, leg]) : request;
  const rests = live.filter(
    (each) =>
      each.id !== request.id && each.owner === leg.from && firstOf(each) === firstOf(request) && touch(each, back),
  );
  const { fromAt, toAt } = hull([back, ...rests]);
  const expiresAt = cutOffMoved(request, fromAt);
  const isInTheWay = live.some(
    (each) => each.id !== request.id && !rests.includes(each) && overlap(each, { fromAt, toAt }),
  );
  const { actor, clock } = work.ctx;
  const isWanted = request.owner !== actor.slackId && expiresAt > clock.now() && !isInTheWay;
  if (!isWanted) {
    if (!isLive) await moveRequests(work, [request.id], 'wantNoMore');
    return;
  }
  await endRests(work, request, rests);
  const isPart = fromAt > shift.startsAt || toAt < shift.endsAt;
  const set = { shiftId: shift.id, shiftVersion: shift.version, fromAt, toAt, isPart, expiresAt };
  await moveRequests(work, [request.id], isLive ? 'rebase' : 'wantAgain', { set, detail: { because: 'undo' } });
  const wanted = { shiftId: shift.id, from: request.owner, fromAt, toAt };
  if ((await bindingRival(work, proposal.id, [wanted])) !== undefined) await moveRequests(work, [request.id], 'match');
}

/** What was asked for on its own because a part between had gone is asked for with it again, and so is what was proposed. */
async function endRests(work: Work, request: SwapRequest, rests: readonly SwapRequest[]): Promise<void> {
  if (rests.length === 0) return;
  const ids = rests.map(({ id }) => id);
  await moveRequests(work, ids, 'supersede', { detail: { because: 'undo', into: request.id } });
  const { tx, ctx } = work;
  const proposals = await tx
    .update(swapProposals)
    .set({ requestId: request.id })
    .where(
      and(
        eq(swapProposals.workspaceId, ctx.workspaceId),
        inArray(swapProposals.requestId, ids),
        inArray(swapProposals.state, [...liveStates]),
      ),
    )
    .returning({ id: swapProposals.id, requestId: swapProposals.requestId });
  for (const each of proposals) noteProposal(work, each);
}

function touch(one: Stretch, other: Stretch): boolean {
  return one.fromAt <= other.toAt && one.toAt >= other.fromAt;
}

function hull(stretches: readonly Stretch[]): Stretch {
  return {
    fromAt: new Date(Math.min(...stretches.map(({ fromAt }) => fromAt.getTime()))),
    toAt: new Date(Math.max(...stretches.map(({ toAt }) => toAt.getTime()))),
  };
}

/** Live ones, and those that are answered, of the shift and its pieces. */
async function requestsAbout({ tx, ctx }: Work, { pieces }: Restoring): Promise<readonly SwapRequest[]> {
  return tx
    .select()
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(swapRequests.shiftId, [...pieces]),
        inArray(swapRequests.state, ['open', 'matched', 'fulfilled']),
      ),
    )
    .orderBy(asc(swapRequests.fromAt), asc(swapRequests.id));
}
