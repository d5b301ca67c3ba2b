import type { TeamSetting } from '../../feature.ts';
import { type JobHandler, handleJob } from '../../jobs/define-job.ts';
import type { CalendarFetch } from './fetch-calendar.ts';
import { readIcalFiles } from './job-kinds.ts';
import { calendarIds } from './messages.ts';
import { icalNotRead, refreshIcal } from './refresh-ical.ts';

export const calendarSetting: TeamSetting = {
  label: 'Calendar',
  what: 'Public holidays, days off, other hours, breaks.',
  actionId: calendarIds.form,
};

export function calendarJobs(fetchCalendar: CalendarFetch): readonly JobHandler[] {
  return [
    handleJob(readIcalFiles, {
      run: (ctx, { teamId }) => refreshIcal(ctx, fetchCalendar, teamId),
      failed: (ctx, { teamId }, error) => icalNotRead(ctx, teamId, error),
    }),
  ];
}
