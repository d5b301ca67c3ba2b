import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { checkOwner } from './check-owner.ts';
import { chainStep, ownerCheck, unclaimed } from './job-kinds.ts';
import { remindOfUnclaimed } from './remind-of-unclaimed.ts';
import { takeStep } from './take-step.ts';

export const chainJobs: readonly JobHandler[] = [
  handleTimer(chainStep, takeStep),
  handleTimer(unclaimed, remindOfUnclaimed),
  handleTimer(ownerCheck, checkOwner),
];
