import { onClickNow, type Listener } from '../../../../slack/listener.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';
import { chooseOffer } from '../proposals/choose-offer.ts';
import { declineProposal } from '../proposals/decline-proposal.ts';
import { declineRequest } from '../requests/decline-request.ts';
import {
  answerForModal,
  offerModal,
  readAnswerFor,
  readOffer,
  readTakePart,
  takePartModal,
} from '../modals/offer-form.ts';
import { requestIdOf } from '../modals/because-form.ts';
import { offerPage } from '../pages/offer-page.ts';
import { requestSeen } from '../pages/request-seen.ts';
import { refusedMessage } from '../messages/answers.ts';
import { RefusedByRules } from '../verdicts/refusal.ts';
import { pickUp } from '../requests/pick-up.ts';
import { proposeTrade } from '../proposals/propose-trade.ts';
import { choiceOf, usersOf } from '../../../../slack/modal-state.ts';
import { withdrawProposal } from '../proposals/withdraw-proposal.ts';
import { submitInPlace } from './submit-in-place.ts';
import { cameTo, idIn, show } from './values.ts';
import { onSwapClick } from './windows.ts';

/** Answering a request, and saying yes or no to what somebody proposed. */

const take = onSwapClick('swap.take', async (ctx, { value }) => {
  const requestId = idIn(value);
  try {
    return await cameTo(ctx, await proposeTrade(ctx, { requestId, submission: ctx.correlationId }));
  } catch (error) {
    // Nothing was changed; what is legal instead is one click away.
    if (error instanceof RefusedByRules) return refusedMessage(error.message, requestId);
    throw error;
  }
});

const pick = onSwapClick('swap.pick-up', async (ctx, { value }) =>
  cameTo(ctx, await pickUp(ctx, { shiftId: idIn(value), submission: ctx.correlationId })),
);

const offer = onClickNow('swap.offer', async (ctx, { value, surface }, views) => {
  await show(views, surface, offerModal(await offerPage(ctx, idIn(value)), undefined));
});

const submitOffer = submitInPlace('swap.offer', {
  title: 'Offer a shift',
  parse: readOffer,
  work: (ctx, input, { requestId }) => proposeTrade(ctx, { ...input, submission: requestId }),
  again: async (ctx, view, problem) =>
    offerModal(await offerPage(ctx, requestIdOf(view)), choiceOf(view.state, 'gives'), problem),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

const submitPart = submitInPlace('swap.take-part', {
  title: 'Take a part of it',
  parse: readTakePart,
  work: (ctx, input, { requestId }) => proposeTrade(ctx, { ...input, submission: requestId }),
  again: async (ctx, view, problem) => takePartModal(await requestSeen(ctx, requestIdOf(view)), problem),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

const submitFor = submitInPlace('swap.answer-for', {
  title: 'Answer for somebody',
  parse: readAnswerFor,
  work: (ctx, input, { requestId }) => proposeTrade(ctx, { ...input, submission: requestId }),
  again: async (ctx, view, problem) =>
    answerForModal(await requestSeen(ctx, requestIdOf(view)), usersOf(view.state, 'onBehalfOf'), problem),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

const accept = onSwapClick('swap.accept', async (ctx, { value }) =>
  cameTo(ctx, await acceptProposal(ctx, { proposalId: idIn(value) })),
);

const choose = onSwapClick('swap.choose', async (ctx, { value }) =>
  cameTo(ctx, await chooseOffer(ctx, { proposalId: idIn(value) })),
);

const decline = onSwapClick('swap.decline', async (ctx, { value }) =>
  cameTo(ctx, await declineProposal(ctx, { proposalId: idIn(value) })),
);

const declineAsked = onSwapClick('swap.decline-request', async (ctx, { value }) => {
  await declineRequest(ctx, { requestId: idIn(value) });
  return { text: 'You declined. Nothing changes, and whose shift it is sees it.' };
});

const withdraw = onSwapClick('swap.withdraw-offer', async (ctx, { value }) =>
  cameTo(ctx, await withdrawProposal(ctx, { proposalId: idIn(value) })),
);

export const answerListeners: readonly Listener[] = [
  take,
  pick,
  offer,
  submitOffer,
  submitPart,
  submitFor,
  accept,
  choose,
  decline,
  declineAsked,
  withdraw,
];
