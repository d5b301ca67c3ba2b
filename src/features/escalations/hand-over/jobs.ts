import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { advance } from './advance-hand-over.ts';
import { advanceHandOver, watchLeaving } from './job-kinds.ts';
import { lookAtLeaving } from './look-at-leaving.ts';

export const handOverJobs: readonly JobHandler[] = [
  handleJob(watchLeaving, { run: (ctx, { teamId, slackId }) => lookAtLeaving(ctx, teamId, slackId) }),
  handleJob(advanceHandOver, { run: (ctx, { handOverId }) => advance(ctx, handOverId) }),
];
