import { handleJob, type JobHandler } from '../../jobs/define-job.ts';
import { clocksJobs } from './clocks/jobs.ts';
import { exportJob } from './export-cases.ts';
import { promiseJobs } from './promises/jobs.ts';
import { sendExport } from './send-export.ts';

export const escalationsJobs: readonly JobHandler[] = [
  handleJob(exportJob, { run: sendExport }),
  ...clocksJobs,
  ...promiseJobs,
];
