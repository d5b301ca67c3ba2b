import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../../../core/context.ts';
import { handleJob, type JobHandler } from '../../../../jobs/define-job.ts';
import { type Command, type Listener, onClick, onSubmit, type ViewPort } from '../../../../slack/listener.ts';
import { addCalendar, calendarsInSight, readCalendarAgain, removeCalendar } from './roster-calendars.ts';
import { parseCalendar } from './inputs.ts';
import { calendarIds, calendarsModal } from './messages.ts';
import { calendarNotRead, refreshCalendar, type CalendarSources } from './refresh-calendar.ts';

/** `/shift import calendars` */
export async function openCalendars(ctx: Ctx, _command: Command, views: ViewPort): Promise<void> {
  const { teams, calendars } = await calendarsInSight(ctx);
  await views.open(calendarsModal(randomUUID(), teams, calendars));
}

export const calendarListeners: readonly Listener[] = [
  onSubmit(calendarIds.form, { parse: parseCalendar, work: addCalendar }),
  onClick(calendarIds.remove, async (ctx, { value }) => {
    await removeCalendar(ctx, value);
    return { text: 'That calendar is read no more. Its shifts stay on the roster.' };
  }),
];

export function calendarJobs(sources: CalendarSources): readonly JobHandler[] {
  return [
    handleJob(readCalendarAgain, {
      run: (ctx, { calendarId }) => refreshCalendar(ctx, sources, calendarId),
      failed: (ctx, { calendarId }, error) => calendarNotRead(ctx, calendarId, error),
    }),
  ];
}
