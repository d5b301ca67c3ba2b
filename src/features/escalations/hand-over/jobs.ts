import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { advance } from './advance-hand-over.ts';
import { advanceHandOver, seeToLeftBehind, watchLeaving } from './job-kinds.ts';
import { offerLeftBehind } from './left-behind.ts';
import { lookAtLeaving } from './look-at-leaving.ts';

export const handOverJobs: readonly JobHandler[] = [
  handleTimer(watchLeaving, (ctx, { teamId, slackId }) => lookAtLeaving(ctx, teamId, slackId)),
  handleTimer(seeToLeftBehind, (ctx, { teamId, slackId, spanEnd }) =>
    offerLeftBehind(ctx, { teamId, giver: slackId, spanEnd: new Date(spanEnd) }),
  ),
  handleTimer(advanceHandOver, (ctx, { handOverId }) => advance(ctx, handOverId)),
];
