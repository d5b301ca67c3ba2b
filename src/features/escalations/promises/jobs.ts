import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { watchPromise } from './job-kinds.ts';
import { lookAtPromise } from './watch-promise.ts';

export const promiseJobs: readonly JobHandler[] = [
  handleJob(watchPromise, { run: (ctx, { promiseId }) => lookAtPromise(ctx, promiseId) }),
];
