import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import {
  onClickNow,
  onCommand,
  onOptions,
  type Listener,
  type OpenView,
  type ViewPort,
} from '../../../../slack/listener.ts';
import { requestState } from '../messages/request-words.ts';
import { shortWhen } from '../messages/shift-words.ts';
import { swapHelp } from '../messages/help.ts';
import { overviewModal, shiftsModal } from '../modals/overview.ts';
import { emptyPostForm, postFormFrom, postMemoryOf, readPost } from '../modals/post-fields.ts';
import { postIds, postModal } from '../modals/post-form.ts';
import { readDay } from '../modals/read-days.ts';
import { mySwaps } from '../pages/my-swaps.ts';
import { postPage, takesOptions } from '../pages/post-page.ts';
import { requestSeen } from '../pages/request-seen.ts';
import { openShifts, ownNextShifts } from '../pages/shift-seen.ts';
import { postRequest } from '../post-request.ts';
import { submitInPlace } from './submit-in-place.ts';
import { idIn, show } from './values.ts';

/** Asking for a swap: by `/swap`, or by *Swap* on a shift. */

const MOST = 60;

const command = onCommand('/swap', async (ctx, { text }, views): Promise<Message | void> => {
  const asked = text.toLowerCase();
  if (asked === 'help') return swapHelp();
  if (asked === '' || asked === 'mine') return views.open(overviewModal(await mySwaps(ctx)));
  if (asked === 'open') return showOpen(ctx, views);
  return showDay(ctx, asked, views);
});

async function showOpen(ctx: Ctx, views: ViewPort): Promise<void> {
  const open = await transaction(ctx, (tx) => openShifts(tx, ctx, MOST));
  await views.open(shiftsModal('Open shifts', open, 'Every shift of your teams has somebody.'));
}

/** The form at once where there is one shift on that day, else the choice. */
async function showDay(ctx: Ctx, typed: string, views: ViewPort): Promise<Message | void> {
  const today = localDate(ctx.clock.now(), ctx.actor.timeZone);
  const date = readDay(typed, today);
  if (date === undefined) return swapHelp(typed);
  const mine = await transaction(ctx, (tx) => ownNextShifts(tx, ctx, MOST));
  const onDay = mine.filter(({ startsLocal }) => startsLocal.startsWith(date));
  const [only] = onDay;
  if (only && onDay.length === 1) return openForm(ctx, only.id, views);
  const [next] = mine;
  const none = `You have no shift to come that starts on that day.${next ? ` Your next one: ${shortWhen(next)}.` : ''}`;
  if (!only) return { text: none };
  await views.open(shiftsModal('Which shift?', onDay, none));
}

async function openForm(ctx: Ctx, shiftId: string, views: ViewPort): Promise<void> {
  const form = emptyPostForm(shiftId);
  await views.open(postModal(await postPage(ctx, form), form));
}

const start = onClickNow('swap.start', async (ctx, { value, surface }, views) => {
  const form = emptyPostForm(idIn(value));
  await show(views, surface, postModal(await postPage(ctx, form), form));
});

/** After a choice the form asks for what that choice needs. */
const change = onClickNow(postIds.change, async (ctx, { surface }, views) => {
  if (!surface.view) return;
  const form = postFormFrom(surface.view);
  await views.update(postModal(await postPage(ctx, form), form));
});

const takes = onOptions(postIds.takes, async (ctx, typed, { view }) => {
  if (view === undefined) throw new UserError('This form is out of date. Please close it and open it again.');
  return takesOptions(ctx, postFormOf(view), typed);
});

/** While a menu is open Slack may not send what is filled in. */
function postFormOf(view: OpenView): ReturnType<typeof postFormFrom> {
  return { ...postFormFrom(view), shiftId: postMemoryOf(view).shiftId };
}

const submit = submitInPlace(postIds.form, {
  title: 'Swap',
  parse: readPost,
  work: (ctx, input, { requestId }) => postRequest(ctx, { ...input, submission: requestId }),
  again: async (ctx, view, problem) => {
    const form = postFormFrom(view);
    return postModal(await postPage(ctx, form), form, problem);
  },
  done: async (ctx, { id, askedOnly }) => {
    const view = await requestSeen(ctx, id);
    const where = askedOnly === null ? "It is in the team's channel" : 'Those whom you named are asked';
    return `${where}. ${requestState(view)} Until it is settled the shift stays where it is.`;
  },
});

export const startListeners: readonly Listener[] = [command, start, change, takes, submit];
