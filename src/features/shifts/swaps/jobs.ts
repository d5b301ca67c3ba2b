import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { lookAgain, tellEnded } from './job-kinds.ts';
import { lookAtExecution } from './executions/look-at-execution.ts';
import { lookAtProposal } from './proposals/look-at-proposal.ts';
import { lookAtRequest } from './requests/look-at-request.ts';
import { tellEndedNow } from './telling/tell-ended.ts';

const looks = { request: lookAtRequest, proposal: lookAtProposal, execution: lookAtExecution } as const;

export const swapsJobs: readonly JobHandler[] = [
  handleTimer(lookAgain, (ctx, { what, id }) => looks[what](ctx, id)),
  handleTimer(tellEnded, tellEndedNow),
];
