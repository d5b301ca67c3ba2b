import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { clockJob, recomputeJob } from './clock-job.ts';
import { recomputeClocks } from './recompute-clocks.ts';
import { tellClocks } from './tell-clocks.ts';

export const clocksJobs: readonly JobHandler[] = [
  handleJob(clockJob, { run: (ctx, { caseId }) => tellClocks(ctx, caseId) }),
  handleJob(recomputeJob, { run: recomputeClocks }),
];
