import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { calendarJobs } from './ics/listeners.ts';
import type { CalendarSources } from './ics/refresh-calendar.ts';
import { advanceImport, importFailed } from './advance-import.ts';
import { goOnWithImport } from './job-kinds.ts';

export function importJobs({ slack, fetchCalendar }: CalendarSources): readonly JobHandler[] {
  return [
    handleJob(goOnWithImport, {
      run: (ctx, { importId }) => advanceImport(ctx, slack, importId),
      failed: (ctx, { importId }) => importFailed(ctx, importId),
    }),
    ...calendarJobs({ slack, fetchCalendar }),
  ];
}
