import type { ModalView } from '@slack/types';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { may } from '../../../../people/permissions.ts';
import { type Click, type Listener, onClick, type OpenView, type ShowAnswer } from '../../../../slack/listener.ts';
import { rosterAgain } from '../../views/roster-again.ts';
import { ROSTER } from '../../views/windows/frame.ts';
import { saying } from '../../views/windows/said.ts';
import { mayUndo } from '../executions/undo-rights.ts';
import { proposalIdOf, requestIdOf } from '../modals/because-form.ts';
import { approvalQuestion, askedModal, consentQuestion, overviewModal } from '../modals/overview.ts';
import { requestModal, type Looking } from '../modals/request-window.ts';
import { windowIds } from '../modals/window-parts.ts';
import { mySwaps } from '../pages/my-swaps.ts';
import { requestSeen } from '../pages/request-seen.ts';
import { requireMayInOne } from '../require-swap.ts';
import { findProposalView } from '../swap-view.ts';

/** The windows of swaps, as whoever has them open sees them now; and clicks that are answered in them. */

export async function overview(ctx: Ctx): Promise<ModalView> {
  return overviewModal(await mySwaps(ctx), looking(ctx, false));
}

export async function lookAtRequest(ctx: Ctx, requestId: string): Promise<ModalView> {
  const view = await requestSeen(ctx, requestId);
  const about = { teamId: view.team.id, teamName: view.team.name };
  return requestModal(view, looking(ctx, may(ctx.actor, 'swap.post-for', about)));
}

/** A proposal that waits for the actor's yes, or for their approval. */
export function lookAtProposal(ctx: Ctx, proposalId: string): Promise<ModalView> {
  return transaction(ctx, async (tx) => {
    const view = await findProposalView(tx, ctx, proposalId);
    if (!view) throw new UserError('There is no such swap any more. Type `/swap`.');
    const me = ctx.actor.slackId;
    if (view.consents.some(({ slackId }) => slackId === me)) return consentQuestion(view, me);
    requireMayInOne(ctx, 'swap.approve', view);
    return approvalQuestion(view);
  });
}

export async function lookAtAsked(ctx: Ctx, requestId: string): Promise<ModalView> {
  return askedModal(await requestSeen(ctx, requestId), ctx.actor.slackId);
}

function looking(ctx: Ctx, mayDecide: boolean): Looking {
  return { reader: ctx.actor.slackId, mayDecide, mayUndo: (view) => mayUndo(ctx, view) };
}

/** A click about a swap: made in a window it is answered there, with the window as it is now below the answer. */
export function onSwapClick(key: string, run: (ctx: Ctx, click: Click) => Promise<Message | undefined>): Listener {
  return onClick(key, run, sayInWindow);
}

const sayInWindow: ShowAnswer = async (ctx, outcome, { surface }, views) => {
  const window = surface.view && (await again(ctx, surface.view));
  return window ? views.update(saying(window, outcome)) : false;
};

const windows: Readonly<Record<string, (ctx: Ctx, view: OpenView) => Promise<ModalView | undefined>>> = {
  [ROSTER]: rosterAgain,
  [windowIds.overview]: (ctx) => overview(ctx),
  [windowIds.request]: (ctx, view) => lookAtRequest(ctx, requestIdOf(view)),
  [windowIds.question]: (ctx, view) => lookAtProposal(ctx, proposalIdOf(view)),
  [windowIds.asked]: (ctx, view) => lookAtAsked(ctx, requestIdOf(view)),
};

async function again(ctx: Ctx, view: OpenView): Promise<ModalView | undefined> {
  return Object.hasOwn(windows, view.callbackId) ? windows[view.callbackId]?.(ctx, view) : undefined;
}
