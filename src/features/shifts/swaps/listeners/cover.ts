import type { PlainTextOption } from '@slack/types';
import { onClickNow, onOptions, type Listener, type OpenView } from '../../../../slack/listener.ts';
import { choiceOf } from '../../../../slack/modal-state.ts';
import { coverNow } from '../executions/cover-now.ts';
import { becauseOf } from '../modals/because-form.ts';
import { coverIds, coverModal, coverShiftOf, passBecauseOf, readCover } from '../modals/cover-form.ts';
import { coverPage, coverPeople } from '../pages/cover-page.ts';
import type { Ctx } from '../../../../core/context.ts';
import { submitInPlace } from './submit-in-place.ts';
import { cameTo, idIn, show } from './values.ts';

/** In an emergency: a shift gets somebody else at once. */

const cover = onClickNow('swap.cover', async (ctx, { value, surface }, views) => {
  await show(views, surface, coverModal(await coverPage(ctx, idIn(value))));
});

const people = onOptions(coverIds.people, async (ctx, typed, { view }) =>
  view === undefined ? [] : coverPeople(ctx, coverShiftOf(view), typed),
);

const submit = submitInPlace(coverIds.form, {
  title: 'Cover now',
  parse: readCover,
  work: (ctx, input, { requestId }) => coverNow(ctx, { ...input, submission: requestId }),
  again: async (ctx, view, problem) =>
    coverModal(
      await coverPage(ctx, coverShiftOf(view)),
      { to: await chosen(ctx, view), because: becauseOf(view), passBecause: passBecauseOf(view) },
      problem,
    ),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

/** Whom they chose, as the menu has them. */
async function chosen(ctx: Ctx, view: OpenView): Promise<PlainTextOption | undefined> {
  const to = choiceOf(view.state, 'to');
  const offered = await coverPeople(ctx, coverShiftOf(view), '');
  return offered.find(({ value }) => value === to);
}

export const coverListeners: readonly Listener[] = [cover, people, submit];
