import { transaction } from '../../../core/context.ts';
import { handleTimer } from '../../../jobs/define-job.ts';
import { requireMay } from '../../../people/permissions.ts';
import type { PolicyPart } from '../part.ts';
import { gapsHomeBlocks } from './home-blocks.ts';
import { lookAtGap, showWeekAnew, tellLateGap, tellWeek } from './job-kinds.ts';
import { gapListeners, gapsView } from './listeners.ts';
import { lookAtGapsOf, lookAtOpenGap, tellOfLateGap } from './waiting/look-at-gap.ts';
import { showLastWeekAnew } from './week/show-week-anew.ts';
import { gapsWeek, keepWeek, startWeek, tellOfWeek } from './week/tell-week.ts';

/** Questions that no policy answers, until one does. */
export const gapsPart: PolicyPart = {
  listeners: gapListeners,
  jobs: [
    handleTimer(lookAtGap, lookAtOpenGap),
    handleTimer(tellLateGap, tellOfLateGap),
    handleTimer(tellWeek, tellOfWeek),
    handleTimer(showWeekAnew, showLastWeekAnew),
  ],
  schedules: [{ kind: gapsWeek, run: startWeek }],
  words: [
    {
      words: ['gaps', 'questions'],
      isMeant: (rest) => rest === '',
      run: async (ctx, _rest, _command, views) => {
        requireMay(ctx, 'policy.look-up', {});
        await views.open(await gapsView(ctx));
      },
    },
  ],
  homeBlocks: gapsHomeBlocks,
  help: [
    { how: '/policy gaps', what: 'See the questions that no policy answers: yours, and those you are to answer.' },
  ],
  onTeamChange: (ctx, teamId) =>
    transaction(ctx, async (tx) => {
      await keepWeek(tx, ctx, teamId);
      await lookAtGapsOf(tx, ctx, teamId);
    }),
};
