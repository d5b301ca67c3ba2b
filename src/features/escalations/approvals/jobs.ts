import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { watchApproval } from './job-kinds.ts';
import { lookAtApproval } from './look-at-approval.ts';

export const approvalJobs: readonly JobHandler[] = [
  handleTimer(watchApproval, (ctx, { approvalId }) => lookAtApproval(ctx, approvalId)),
];
