import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { feedJobs } from './ics/listeners.ts';
import type { FeedSources } from './ics/refresh-feed.ts';
import { goOnWith, importFailed } from './go-on.ts';
import { goOnWithImport } from './job-kinds.ts';

export function importJobs({ slack, fetchCalendar }: FeedSources): readonly JobHandler[] {
  return [
    handleJob(goOnWithImport, {
      run: (ctx, { importId }) => goOnWith(ctx, slack, importId),
      failed: (ctx, { importId }) => importFailed(ctx, importId),
    }),
    ...feedJobs({ slack, fetchCalendar }),
  ];
}
