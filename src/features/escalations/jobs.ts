import { handleJob, type JobHandler } from '../../jobs/define-job.ts';
import { chainJobs } from './chain/jobs.ts';
import { clocksJobs } from './clocks/jobs.ts';
import { exportJob } from './export-cases.ts';
import { promiseJobs } from './promises/jobs.ts';
import { remindersJobs } from './reminders/jobs.ts';
import { sendExport } from './send-export.ts';

export const escalationsJobs: readonly JobHandler[] = [
  handleJob(exportJob, { run: sendExport }),
  ...chainJobs,
  ...clocksJobs,
  ...promiseJobs,
  ...remindersJobs,
];
