import { UserError } from '../../../../core/errors.ts';
import { onClickNow, onOptions, type Listener, type OpenView } from '../../../../slack/listener.ts';
import { requestState } from '../messages/request-words.ts';
import { emptyPostForm, type PostForm, postFormFrom, postMemoryOf, readPost } from '../modals/post-fields.ts';
import { postIds, postModal } from '../modals/post-form.ts';
import { postPage, takesOptions } from '../pages/post-page.ts';
import { askedAlready, requestSeen } from '../pages/request-seen.ts';
import { postRequest } from '../requests/post-request.ts';
import { submitInPlace } from './submit-in-place.ts';
import { idIn, show } from './values.ts';
import { lookAtRequest } from './windows.ts';

/** Asking for a swap: *Swap* on a shift, and the form that it opens; of what is asked for already, that. */

const start = onClickNow('swap.start', async (ctx, { value, surface }, views) => {
  const shiftId = idIn(value);
  const asked = await askedAlready(ctx, shiftId);
  if (asked !== undefined) return show(views, surface, await lookAtRequest(ctx, asked));
  const form = emptyPostForm(shiftId);
  await show(views, surface, postModal(await postPage(ctx, form), form));
});

/** After a choice the form asks for what that choice needs. */
const change = onClickNow(postIds.change, async (ctx, { surface }, views) => {
  if (!surface.view) return;
  const form = postFormFrom(surface.view);
  await views.update(postModal(await postPage(ctx, form), form));
});

/** Nobody could: the same asked the other way. */
const instead = onClickNow(postIds.instead, async (ctx, { value, surface }, views) => {
  if (!surface.view) return;
  const typed = postFormFrom(surface.view);
  const form: PostForm = { ...typed, kind: value === 'trade' ? 'trade' : 'give', turns: typed.turns + 1 };
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
  done: async (ctx, { id, askedOnly, told }) => {
    const view = told.requests.find(({ request }) => request.id === id) ?? (await requestSeen(ctx, id));
    const where = askedOnly === null ? "It is in the team's channel" : 'Those whom you named are asked';
    return `${where}. ${requestState(view, ctx.actor.slackId)} Until it is settled the shift stays where it is.`;
  },
});

export const startListeners: readonly Listener[] = [start, change, instead, takes, submit];
