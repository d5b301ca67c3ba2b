import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { splitValue } from '../../../../slack/action-id.ts';
import { onClickNow, type Listener } from '../../../../slack/listener.ts';
import { closeRequest } from '../requests/close-request.ts';
import { requestState } from '../messages/request-words.ts';
import type { MoreChoice } from '../messages/request-card.ts';
import { becauseOf, closeModal, readClosing, requestIdOf } from '../modals/because-form.ts';
import { answerForModal, takePartModal } from '../modals/offer-form.ts';
import { partnersModal } from '../modals/partners.ts';
import { partnersPage } from '../pages/partners-page.ts';
import { requestSeen } from '../pages/request-seen.ts';
import type { RequestView } from '../swap-view.ts';
import { withdrawRequest } from '../requests/withdraw-request.ts';
import { submitInPlace } from './submit-in-place.ts';
import { idIn, show } from './values.ts';
import { lookAtAsked, lookAtRequest, onSwapClick } from './windows.ts';

/** What is done about a request as a whole. */

/** A form for whoever may ask for others. */
async function forDeciders(
  ctx: Ctx,
  requestId: string,
  permission: 'swap.post-for' | 'swap.close',
  form: (view: RequestView) => ModalView,
): Promise<ModalView> {
  return form(await requestSeen(ctx, requestId, permission));
}

const forms: Readonly<Record<MoreChoice, (ctx: Ctx, requestId: string) => Promise<ModalView>>> = {
  look: lookAtRequest,
  part: async (ctx, requestId) => takePartModal(await requestSeen(ctx, requestId)),
  'for-somebody': (ctx, requestId) => forDeciders(ctx, requestId, 'swap.post-for', (view) => answerForModal(view)),
  close: (ctx, requestId) => forDeciders(ctx, requestId, 'swap.close', (view) => closeModal(view)),
};

/** The menu behind three dots: `<choice>:<request id>`. */
const more = onClickNow('swap.more', async (ctx, { value, surface }, views) => {
  const [choice, requestId] = splitValue(value);
  if (!isChoice(choice)) throw new UserError('That is not on offer any more. Type `/swap`.');
  await show(views, surface, await forms[choice](ctx, idIn(requestId)));
});

function isChoice(choice: string): choice is MoreChoice {
  return Object.hasOwn(forms, choice);
}

/** The same from a button of its own. */
function opens(key: string, choice: MoreChoice): Listener {
  return onClickNow(key, async (ctx, { value, surface }, views) =>
    show(views, surface, await forms[choice](ctx, idIn(value))),
  );
}

const partners = onClickNow('swap.partners', async (ctx, { value, surface }, views) => {
  await show(views, surface, partnersModal(await partnersPage(ctx, idIn(value))));
});

/** What was asked of the actor by name, from App Home. */
const lookAsked = onClickNow('swap.look-asked', async (ctx, { value, surface }, views) => {
  await show(views, surface, await lookAtAsked(ctx, idIn(value)));
});

const withdraw = onSwapClick('swap.withdraw', async (ctx, { value }) => {
  await withdrawRequest(ctx, { requestId: idIn(value) });
  return { text: 'Taken back. The shift stays as it is.' };
});

const submitClosing = submitInPlace('swap.close', {
  title: 'Close the request',
  parse: readClosing,
  work: closeRequest,
  again: async (ctx, view, problem) => closeModal(await requestSeen(ctx, requestIdOf(view)), becauseOf(view), problem),
  done: async (ctx, { id }) => requestState(await requestSeen(ctx, id), ctx.actor.slackId),
});

export const requestListeners: readonly Listener[] = [
  more,
  partners,
  lookAsked,
  opens('swap.look', 'look'),
  opens('swap.part', 'part'),
  opens('swap.for', 'for-somebody'),
  opens('swap.close', 'close'),
  withdraw,
  submitClosing,
];
