import type { JobHandler } from '../../../jobs/define-job.ts';

export const swapsJobs: readonly JobHandler[] = [];
