import { and, eq, inArray } from 'drizzle-orm';
import type { ShiftRow } from '../roster/tables.ts';
import { cutOffMoved, nextOfRequest } from './cut-off.ts';
import { moveRequests } from './move-swap.ts';
import type { ProposalView } from './swap-view.ts';
import { swapRequests, type SwapRequest } from './tables.ts';
import type { Work } from './work.ts';

/**
 * What becomes of the requests that an execution answered when it is taken back: open again, unless their owner did that
 * themselves, or the cut-off has passed. The rest of one that a part had left is about the whole again.
 */
export async function restoreRequests(work: Work, view: ProposalView, changed: readonly ShiftRow[]): Promise<void> {
  const { ctx, news } = work;
  const now = ctx.clock.now();
  const all = await requestsAbout(work, view);
  for (const request of all) {
    const shift = changed.find(({ id }) => id === request.shiftId);
    if (!shift || request.owner !== shift.slackId) continue;
    const isAlone = !all.some((other) => other.id !== request.id && isOpen(other) && other.shiftId === request.shiftId);
    const set = about(request, shift, view);
    if (isOpen(request)) {
      await moveRequests(work, [request.id], 'rebase', { set, detail: { because: 'undo' } });
    } else {
      const stillWanted = request.owner !== ctx.actor.slackId && set.expiresAt > now && isAlone;
      await moveRequests(work, [request.id], stillWanted ? 'wantAgain' : 'wantNoMore', { set });
    }
    news.looks.push({ what: 'request', id: request.id, at: nextOfRequest(set.expiresAt, now) });
  }
}

function isOpen({ state }: SwapRequest): boolean {
  return state === 'open';
}

/** The hull of what is asked for and what came back: it was one stretch. */
function about(request: SwapRequest, shift: ShiftRow, { legs }: ProposalView) {
  const { fromAt, toAt } = request;
  const leg = legs.find(({ shiftId }) => shiftId === shift.id);
  const from = leg && leg.fromAt < fromAt ? leg.fromAt : fromAt;
  const to = leg && leg.toAt > toAt ? leg.toAt : toAt;
  return {
    fromAt: from,
    toAt: to,
    isPart: from > shift.startsAt || to < shift.endsAt,
    shiftVersion: shift.version,
    expiresAt: cutOffMoved(request, from),
  };
}

/** Those of its shifts that it fulfilled, or that are open for the rest. */
async function requestsAbout({ tx, ctx }: Work, { proposal, legs }: ProposalView): Promise<readonly SwapRequest[]> {
  const found = await tx
    .select()
    .from(swapRequests)
    .where(
      and(
        eq(swapRequests.workspaceId, ctx.workspaceId),
        inArray(
          swapRequests.shiftId,
          legs.map(({ shiftId }) => shiftId),
        ),
        inArray(swapRequests.state, ['open', 'fulfilled']),
      ),
    )
    .orderBy(swapRequests.id);
  // An older request for the same shift, which another swap answered, stays as it is.
  return found.filter(
    (request) =>
      request.id === proposal.requestId ||
      (request.changedAt >= proposal.createdAt &&
        legs.some(
          (leg) =>
            leg.shiftId === request.shiftId &&
            leg.fromAt < request.toAt &&
            leg.toAt > request.fromAt &&
            leg.from === request.owner,
        )),
  );
}
