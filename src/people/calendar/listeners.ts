import type { Ctx } from '../../core/context.ts';
import {
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
  onClickNow,
  onOptions,
  onSubmit,
} from '../../slack/listener.ts';
import { lookAtForm, openCalendar } from './calendar-form.ts';
import { calendarFormFrom, parseCalendar } from './inputs.ts';
import { calendarIds } from './messages.ts';
import { calendarModal, calendarSavedModal, savingCalendarModal } from './modals.ts';
import { placeOptions } from './places.ts';
import { type CalendarSources, Stale, lookAtFiles, saveCalendar } from './save-calendar.ts';

export function calendarListeners(sources: CalendarSources): readonly Listener[] {
  return [
    onClickNow(calendarIds.form, async (ctx, { value }, views) =>
      views.open(calendarModal(await openCalendar(ctx, value), ctx.clock.now())),
    ),
    ...[calendarIds.show, calendarIds.places].map((change) =>
      onClickNow(change, async (ctx, { surface }, views) => {
        if (!surface.view) return;
        const look = await lookAtForm(ctx, calendarFormFrom(surface.view));
        await views.update(calendarModal(look, ctx.clock.now()));
      }),
    ),
    onClickNow(calendarIds.removeFile, async (ctx, { surface }, views) => {
      if (!surface.view) return;
      const form = { ...calendarFormFrom(surface.view), file: undefined };
      await views.update(calendarModal(await lookAtForm(ctx, form), ctx.clock.now()));
    }),
    onOptions(calendarIds.places, (_ctx, typed) => Promise.resolve(placeOptions(typed))),
    onSubmit(calendarIds.form, {
      parse: parseCalendar,
      after: () => ({ update: savingCalendarModal() }),
      prepare: (ctx, input) => lookAtFiles(ctx, sources, input),
      work: saveCalendar,
      show: showCalendar,
    }),
  ];
}

type Saved = Outcome<Awaited<ReturnType<typeof saveCalendar>>>;

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function showCalendar(ctx: Ctx, outcome: Saved, { view }: Submission, views: ViewPort): Promise<boolean> {
  const sent = calendarFormFrom(view);
  const refused = 'refused' in outcome ? outcome.refused : undefined;
  const form = refused instanceof Stale ? { ...sent, version: refused.version } : sent;
  const look = await lookAtForm(ctx, form);
  const now = ctx.clock.now();
  return views.update(refused ? calendarModal(look, now, refused) : calendarSavedModal(look, now));
}
