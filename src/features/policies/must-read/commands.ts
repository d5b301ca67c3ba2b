import type { Ctx } from '../../../core/context.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import type { ViewPort } from '../../../slack/listener.ts';
import { openOne } from '../library/listeners/commands.ts';
import type { PolicyWord } from '../part.ts';
import { openForm } from './listeners.ts';
import { waitingToRead } from './home-blocks.ts';
import { mustReadList } from './must-read-list.ts';
import { mustReadsWindow } from './windows/list-window.ts';
import { waitingWindow } from './windows/waiting-window.ts';

/** `/policy must-read`: how those of one's teams stand, or what one has to read; with a title: have people read that one. */
export const mustReadWords: readonly PolicyWord[] = [
  {
    words: ['must-read', 'mustread'],
    run: (ctx, rest, _command, views) => (rest === '' ? showList(ctx, views) : openOne(ctx, rest, views, openForm)),
  },
];

async function showList(ctx: Ctx, views: ViewPort): Promise<undefined> {
  requireMay(ctx, 'policy.look-up', {});
  const decides = ctx.actor.memberships.some(({ teamId }) => may(ctx.actor, 'policy.see-readers', { teamId }));
  const window = decides
    ? mustReadsWindow(await mustReadList(ctx))
    : waitingWindow(await waitingToRead(ctx), ctx.actor.timeZone);
  await views.open(window);
  return undefined;
}
