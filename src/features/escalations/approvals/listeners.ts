import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { onClick, onClickNow, onSubmit, type Listener } from '../../../slack/listener.ts';
import { answer, caseIdIn, closeAll, isShownThere, show } from '../listeners/case-of-button.ts';
import { answerApprover } from './answer-approver.ts';
import { approveRequest } from './approve-request.ts';
import { askRequester } from './ask-requester.ts';
import { lookAtRefusalAgain } from './look-at-refusal-again.ts';
import { lookAtRequestAgain } from './look-at-request-again.ts';
import {
  answerApproverModal,
  appealModal,
  askRequesterModal,
  lookAgainModal,
  readAnswer,
  readAppeal,
  readLookAgain,
  readQuestion,
  readRefusal,
  readUphold,
  refuseModal,
  requestModal,
  upholdModal,
} from './modals.ts';
import { refuseRequest } from './refuse-request.ts';
import { caseToAppeal, openRequest, refusedRequest, requestOfCase } from './requests.ts';
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
  await show(views, surface, requestModal(view, approval, mayDecide));
});

const approve = onClick('approval.approve', async (ctx, { value, surface }) => {
  const { number, state } = await approveRequest(ctx, { approvalId: approvalIdIn(value) });
  if (surface.view === undefined) return undefined;
  return answer(
    state === 'resolved'
      ? `You approved #${number}.`
      : `You approved #${number}. It takes a second person, who is asked.`,
  );
});

const refuse = onClickNow('approval.refuse', async (ctx, { value, surface }, views) => {
  const { view, approval } = await openRequest(ctx, approvalIdIn(value), 'case.approve');
  await show(views, surface, refuseModal(view, approval));
});

const submitRefusal = onSubmit('approval.refuse', {
  parse: readRefusal,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await refuseRequest(ctx, { ...input, requestId });
  },
});

const ask = onClickNow('approval.ask', async (ctx, { value, surface }, views) => {
  const { view, approval } = await openRequest(ctx, approvalIdIn(value), 'case.approve');
  await show(views, surface, askRequesterModal(view, approval));
});

const submitQuestion = onSubmit('approval.ask', {
  parse: readQuestion,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await askRequester(ctx, { ...input, requestId });
  },
});

const answerIt = onClickNow('approval.answer', async (ctx, { value, surface }, views) => {
  const { view, approval } = await openRequest(ctx, approvalIdIn(value), 'case.answer-approver');
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

const uphold = onClickNow('approval.uphold', async (ctx, { value, surface }, views) => {
  const { view, approval } = await openRequest(ctx, approvalIdIn(value), 'case.approve');
  await show(views, surface, upholdModal(view, approval));
});

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
