import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import { goOnWith, importFailed } from './go-on.ts';
import { goOnWithImport } from './job-kinds.ts';

export function importJobs(slack: Pick<SlackReads, 'userByEmail'>): readonly JobHandler[] {
  return [
    handleJob(goOnWithImport, {
      run: (ctx, { importId }) => goOnWith(ctx, slack, importId),
      failed: (ctx, { importId }) => importFailed(ctx, importId),
    }),
  ];
}
