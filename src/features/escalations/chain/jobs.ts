import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { checkOwner } from './check-owner.ts';
import { chainStep, ownerCheck } from './job-kinds.ts';
import { takeStep } from './take-step.ts';

export const chainJobs: readonly JobHandler[] = [handleTimer(chainStep, takeStep), handleTimer(ownerCheck, checkOwner)];
