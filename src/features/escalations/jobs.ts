import { handleJob, type JobHandler } from '../../jobs/define-job.ts';
import { chainJobs } from './chain/jobs.ts';
import { approvalJobs } from './approvals/jobs.ts';
import { clocksJobs } from './clocks/jobs.ts';
import { exportJob } from './export/export-cases.ts';
import { handOverJobs } from './hand-over/jobs.ts';
import { promiseJobs } from './promises/jobs.ts';
import { remindersJobs } from './reminders/jobs.ts';
import { sendExport } from './export/send-export.ts';

export const escalationsJobs: readonly JobHandler[] = [
  handleJob(exportJob, { run: sendExport }),
  ...chainJobs,
  ...approvalJobs,
  ...clocksJobs,
  ...promiseJobs,
  ...handOverJobs,
  ...remindersJobs,
];
