import type { Ctx } from '../../../core/context.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import type { ViewPort } from '../../../slack/listener.ts';
import { namesOne } from '../library/listeners/commands.ts';
import { openCalled } from '../library/listeners/open-called.ts';
import type { PolicyWord } from '../part.ts';
import { mustReadIds } from './ids.ts';
import { openForm } from './listeners.ts';
import { waitingToRead } from './home-blocks.ts';
import { mustReadList } from './must-read-list.ts';
import { mustReadsWindow } from './windows/list-window.ts';
import { waitingWindow } from './windows/waiting-window.ts';

const ORDER = ['must-read', 'mustread'];

/** `/policy must-read`: how those of one's teams stand, or what one has to read; with a title: have people read that one. */
export const mustReadWords: readonly PolicyWord[] = [
  {
    words: ORDER,
    isMeant: (rest) => rest === '',
    run: (ctx, _rest, _command, views) => showList(ctx, views),
  },
  {
    words: ORDER,
    isMeant: namesOne,
    needs: 'policy.must-read',
    takesTitle: true,
    run: (ctx, rest, _command, views) =>
      openCalled(ctx, rest, views, { view: openForm, id: mustReadIds.ask, changes: true }),
  },
];

async function showList(ctx: Ctx, views: ViewPort): Promise<undefined> {
  requireMay(ctx, 'policy.look-up', {});
  const decides = ctx.actor.memberships.some(({ teamId }) => may(ctx.actor, 'policy.see-readers', { teamId }));
  const window = decides
    ? mustReadsWindow(await mustReadList(ctx))
    : waitingWindow(await waitingToRead(ctx), ctx.actor.timeZone, ctx.clock.now());
  await views.open(window);
  return undefined;
}
