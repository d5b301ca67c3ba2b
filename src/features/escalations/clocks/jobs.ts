import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { clockJob, recomputeJob } from './job-kinds.ts';
import { recomputeClocks } from './recompute-clocks.ts';
import { tellClocks } from './tell-clocks.ts';

export const clocksJobs: readonly JobHandler[] = [
  handleTimer(clockJob, (ctx, { caseId }) => tellClocks(ctx, caseId)),
  handleTimer(recomputeJob, recomputeClocks),
];
