import type { Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import type { ViewPort } from '../../../slack/listener.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { policiesCalled } from '../library/pages/list-page.ts';
import type { PolicyWord } from '../part.ts';
import { openForm } from './listeners.ts';
import { waitingFor } from './home-blocks.ts';
import { mustReadList } from './must-read-list.ts';
import { mustReadsWindow } from './windows/list-window.ts';
import { waitingWindow } from './windows/waiting-window.ts';

/** `/policy must-read`: how those of one's teams stand, or what one has to read; with a title: have people read that one. */
export const mustReadWords: readonly PolicyWord[] = [
  {
    words: ['must-read', 'mustread'],
    run: (ctx, rest, _command, views) => (rest === '' ? showList(ctx, views) : askFor(ctx, rest, views)),
  },
];

async function showList(ctx: Ctx, views: ViewPort): Promise<undefined> {
  requireMay(ctx, 'policy.look-up', {});
  const decides = ctx.actor.memberships.some(({ teamId }) => may(ctx.actor, 'policy.see-readers', { teamId }));
  const window = decides
    ? mustReadsWindow(await mustReadList(ctx))
    : waitingWindow(await waitingFor(ctx), ctx.actor.timeZone);
  await views.open(window);
  return undefined;
}

async function askFor(ctx: Ctx, title: string, views: ViewPort): Promise<Message | undefined> {
  requireMay(ctx, 'policy.look-up', {});
  const called = await policiesCalled(ctx, title, 20);
  const same = called.filter((policy) => policy.title.toLowerCase() === title.toLowerCase());
  const [only, ...others] = same.length > 0 ? same : called;
  if (only && others.length === 0) {
    await views.open(await openForm(ctx, only.id));
    return undefined;
  }
  if (!only)
    return { text: `No policy has “${inline(title)}” in its title. \`/policy list\` shows those you may read.` };
  const titles = called.slice(0, 8).map((policy) => `• ${inline(policy.title)}`);
  return { text: `Several have “${inline(title)}” in their title; write more of it:\n${titles.join('\n')}` };
}
