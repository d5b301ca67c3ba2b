import type { HomeSection } from '../../slack/home.ts';
import { homeBlocks } from './messages/home.ts';
import { teamOpenCases } from './queries.ts';
import { waitingOnMe } from './waiting-on-me.ts';

/** First on App Home: somebody is waiting. */
export const home: HomeSection = {
  order: 10,
  blocks: async (ctx) => {
    const waiting = await waitingOnMe(ctx, 15);
    const open = await teamOpenCases(ctx, 15);
    return homeBlocks({ waiting, open, timeZone: ctx.actor.timeZone });
  },
};
