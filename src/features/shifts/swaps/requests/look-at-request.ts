import { and, eq, gte, lte } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { shifts } from '../../roster/tables.ts';
import { managerToTell } from '../approvals/approvers.ts';
import { cutOffOf } from '../proposals/ask-parties.ts';
import { recountPartners } from './count-partners.ts';
import { nextOfRequest, remindersDue } from '../cut-off.ts';
import { stretchNow } from '../following/drift.ts';
import { endRequest } from './end-request.ts';
import { holdRequestIfAny } from '../hold.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { moveRequests } from '../move-swap.ts';
import type { RequestView } from '../swap-view.ts';
import { swapRequests, type SwapRequest } from '../tables.ts';
import { swapTransaction } from '../swap-transaction.ts';
import { tellWhenAwake, whenAwake } from '../telling/when-awake.ts';
import type { Work } from '../work.ts';

/** Whatever time or the roster has done to a request meanwhile: followed, counted anew, ended at the cut-off, its owner reminded. */
export function lookAtRequest(ctx: Ctx, requestId: string): Promise<void> {
  return swapTransaction(ctx, async (work) => {
    const view = await holdRequestIfAny(work, requestId);
    if (!view || !isLiveRequest(view.request.state)) return;
    const request = await follow(work, view);
    if (!request) return;
    const { expiresAt } = request;
    const now = ctx.clock.now();
    if (expiresAt <= now) return expire(work, view);
    if (request.partners !== null) await recountPartners(work, request);
    const next = nextOfRequest(expiresAt, now);
    const at = (await remind(work, view, expiresAt)) ?? next;
    work.news.looks.push({ what: 'request', id: requestId, at: at < next ? at : next });
  });
}

/** Has it follow the roster; returns it as it is then, or undefined once it is over. */
async function follow(work: Work, view: RequestView): Promise<SwapRequest | undefined> {
  const { request, shift } = view;
  if (shift.version === request.shiftVersion) return request;
  const now = await whereItIs(work, view);
  if (!now) {
    const over = await endRequest(work, view, { move: 'supersede', proposals: 'supersede', because: 'roster' });
    if (over) work.news.closed.add(request.id);
    if (over?.owner) work.news.homes.add(over.owner);
    return undefined;
  }
  const expiresAt = await cutOffOf(work, [now]);
  const set = {
    shiftId: now.shift.id,
    shiftVersion: now.shift.version,
    fromAt: now.fromAt,
    toAt: now.toAt,
    isPart: now.isPart,
    expiresAt,
  };
  const [rebased] = await moveRequests(work, [request.id], 'rebase', { set });
  return rebased;
}

/** The stretch it is about, in its shift or in a piece that was cut off that. */
async function whereItIs({ tx, ctx }: Work, { request, shift }: RequestView) {
  const isTheirs = shift.state === 'planned' && shift.slackId === request.owner;
  const here = isTheirs ? stretchNow(shift, request) : undefined;
  if (here) return { shift, ...here };
  const { fromAt, toAt } = request;
  const [piece] = await tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.cutFrom, shift.id),
        eq(shifts.state, 'planned'),
        lte(shifts.startsAt, fromAt),
        gte(shifts.endsAt, toAt),
      ),
    );
  if (!piece || piece.slackId !== request.owner || !request.isPart) return undefined;
  return { shift: piece, fromAt, toAt, isPart: fromAt > piece.startsAt || toAt < piece.endsAt };
}

/** Nobody took it in time. What is still being settled has its own end, and is looked at after it. */
async function expire(work: Work, view: RequestView): Promise<void> {
  const [expired] = await moveRequests(work, [view.request.id], 'expire');
  if (!expired) return;
  work.news.closed.add(expired.id);
  const manager = await managerToTell(work, expired);
  const { id, owner, teamId, fromAt: startsAt } = expired;
  await tellWhenAwake(work, { teamId, startsAt }, [
    ...(owner === null ? [] : [{ what: 'expired', id, slackId: owner } as const]),
    ...(manager === undefined ? [] : [{ what: 'uncovered', id, slackId: manager } as const]),
  ]);
}

/** Reminds the owner while they are awake; returns when to look again where they are not. */
async function remind(work: Work, { request }: RequestView, expiresAt: Date): Promise<Date | undefined> {
  const { tx, ctx, news } = work;
  const due = remindersDue(expiresAt, ctx.clock.now());
  if (request.owner === null || request.state !== 'open' || due <= request.reminded) return undefined;
  // One that was due before it was asked is none.
  const sinceAsked = remindersDue(expiresAt, request.createdAt);
  if (due > sinceAsked) {
    const awake = await whenAwake(work, request.teamId, [request.owner], expiresAt);
    const at = awake.get(request.owner);
    if (at !== undefined && at > ctx.clock.now()) return at;
    if (at !== undefined) news.reminded.add(request.id);
  }
  await tx
    .update(swapRequests)
    .set({ reminded: due })
    .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), eq(swapRequests.id, request.id)));
  return undefined;
}
