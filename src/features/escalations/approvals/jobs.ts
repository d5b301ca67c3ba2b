import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { watchApproval } from './job-kinds.ts';
import { lookAtApproval } from './look-at-approval.ts';

export const approvalJobs: readonly JobHandler[] = [
  handleJob(watchApproval, { run: (ctx, { approvalId }) => lookAtApproval(ctx, approvalId) }),
];
