import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { onClick, onClickNow, onSubmit, type Click, type Listener, type ViewPort } from '../../../slack/listener.ts';
import { answer, caseIdIn, closeAll, isShownThere, show } from '../listeners/case-of-button.ts';
import { policiesOnIt } from '../listeners/suggested.ts';
import type { CaseView } from '../case-view.ts';
import { whatBecame } from './approval-words.ts';
import { answerApprover } from './answer-approver.ts';
import { approveRequest } from './approve-request.ts';
import { askRequester } from './ask-requester.ts';
import { alreadySettled } from './hold-request.ts';
import { lookAtRefusalAgain } from './look-at-refusal-again.ts';
import { lookAtRequestAgain } from './look-at-request-again.ts';
import {
  answerApproverModal,
  appealModal,
  askRequesterModal,
  lookAgainModal,
  readAnswer,
  readApproval,
  readAppeal,
  readLookAgain,
  readQuestion,
  readRefusal,
  readUphold,
  refuseModal,
  requestModal,
  settledModal,
  upholdModal,
} from './modals.ts';
import { refuseRequest } from './refuse-request.ts';
import { caseToAppeal, openQuestion, refusedRequest, requestOfCase, requestToDecide } from './requests.ts';
import type { Approval } from './tables.ts';
import { takeBackRequest } from './take-back-request.ts';
import { upholdRefusal } from './uphold-refusal.ts';

/** The request a button is about. Values of buttons can be forged. */
function approvalIdIn(value: string): string {
  const approvalId = z.uuid().safeParse(value).data;
  if (approvalId === undefined)
    throw new UserError('This button is out of date. Open the case with `/case` and its number.');
  return approvalId;
}

const open = onClickNow('approval.open', async (ctx, { value, surface }, views) => {
  const { view, approval, mayDecide } = await requestOfCase(ctx, caseIdIn(value));
  const suggested = mayDecide ? await policiesOnIt(ctx, view) : [];
  await show(views, surface, requestModal(view, approval, { mayDecide, suggested }));
});

/** On the card, which then says what came of it. */
const approve = onClick('approval.approve', async (ctx, { value }) => {
  await approveRequest(ctx, { approvalId: approvalIdIn(value) });
});

/** In the window of the request, which closes. */
const submitApproval = onSubmit('approval.approve', {
  parse: readApproval,
  after: closeAll,
  work: async (ctx, input) => {
    await approveRequest(ctx, input);
  },
});

/** A form of whoever decides. A window that somebody else has overtaken says what came of it, and loses its buttons. */
async function openForm(
  ctx: Ctx,
  { value, surface }: Click,
  views: ViewPort,
  form: (view: CaseView, approval: Approval) => ModalView,
): Promise<void> {
  const { view, approval } = await requestToDecide(ctx, approvalIdIn(value));
  if (approval.state === 'asked') return show(views, surface, form(view, approval));
  if (surface.view?.type !== 'modal') alreadySettled(ctx, { view, approval }, false);
  const became = whatBecame(view, approval, ctx.actor, ctx.clock.now());
  await views.update(settledModal(view, approval, became));
}

const refuse = onClickNow('approval.refuse', (ctx, click, views) => openForm(ctx, click, views, refuseModal));

const submitRefusal = onSubmit('approval.refuse', {
  parse: readRefusal,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await refuseRequest(ctx, { ...input, requestId });
  },
});

const ask = onClickNow('approval.ask', (ctx, click, views) => openForm(ctx, click, views, askRequesterModal));

const submitQuestion = onSubmit('approval.ask', {
  parse: readQuestion,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await askRequester(ctx, { ...input, requestId });
  },
});

const answerIt = onClickNow('approval.answer', async (ctx, { value, surface }, views) => {
  const { view, approval } = await openQuestion(ctx, approvalIdIn(value));
  await show(views, surface, answerApproverModal(view, approval));
});

const submitAnswer = onSubmit('approval.answer', {
  parse: readAnswer,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await answerApprover(ctx, { ...input, requestId });
  },
});

const takeBack = onClick('approval.take-back', async (ctx, { value, surface }) => {
  const { number } = await takeBackRequest(ctx, { approvalId: approvalIdIn(value) });
  return isShownThere(surface) ? undefined : answer(`The request for #${number} is taken back.`);
});

const lookAgain = onClickNow('approval.look-again', async (ctx, { value, surface }, views) => {
  const { view, approval } = await refusedRequest(ctx, approvalIdIn(value));
  await show(views, surface, lookAgainModal(view, approval));
});

const submitLookAgain = onSubmit('approval.look-again', {
  parse: readLookAgain,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await lookAtRequestAgain(ctx, { ...input, requestId });
  },
});

const appeal = onClickNow('approval.appeal', async (ctx, { value, surface }, views) => {
  await show(views, surface, appealModal(await caseToAppeal(ctx, caseIdIn(value))));
});

const submitAppeal = onSubmit('approval.appeal', {
  parse: readAppeal,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await lookAtRefusalAgain(ctx, { ...input, requestId });
  },
});

const uphold = onClickNow('approval.uphold', (ctx, click, views) => openForm(ctx, click, views, upholdModal));

const submitUphold = onSubmit('approval.uphold', {
  parse: readUphold,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await upholdRefusal(ctx, { ...input, requestId });
  },
});

export const approvalListeners: readonly Listener[] = [
  open,
  approve,
  submitApproval,
  refuse,
  submitRefusal,
  ask,
  submitQuestion,
  answerIt,
  submitAnswer,
  takeBack,
  lookAgain,
  submitLookAgain,
  appeal,
  submitAppeal,
  uphold,
  submitUphold,
];
