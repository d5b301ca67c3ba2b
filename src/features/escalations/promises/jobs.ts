import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { watchPromise } from './job-kinds.ts';
import { lookAtPromise } from './watch-promise.ts';

export const promiseJobs: readonly JobHandler[] = [
  handleTimer(watchPromise, (ctx, { promiseId }) => lookAtPromise(ctx, promiseId)),
];
