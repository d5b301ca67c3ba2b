import type { Ctx } from '../../../core/context.ts';
import { localDate } from '../../../core/local-time.ts';
import { openOne } from '../library/listeners/commands.ts';
import { policiesCalled } from '../library/pages/list-page.ts';
import type { PolicyPart } from '../part.ts';
import { changesPage } from './changes-page.ts';
import { changesWindow } from './changes-window.ts';
import { saidOn, saidOnWindow } from './said-on.ts';
import { catchUp, historyPage } from './history-page.ts';
import { historyWindow } from './history-window.ts';
import { readTitleAndDay } from './past-day.ts';
import { historyListeners } from './listeners.ts';

/** What a policy said, and what has changed. */
export const historyPart: PolicyPart = {
  listeners: historyListeners,
  words: [
    {
      words: ['history'],
      run: async (ctx, rest, _command, views) => {
        const { title, day } = await whatAndWhen(ctx, rest);
        return openOne(ctx, title, views, async (_ctx, id) =>
          day === undefined ? historyWindow(await historyPage(ctx, id)) : saidOnWindow(await saidOn(ctx, id, day)),
        );
      },
    },
    {
      words: ['changes', 'diff'],
      run: (ctx, rest, _command, views) =>
        openOne(ctx, rest, views, async (_ctx, id) => {
          const { from, to, soFar } = await catchUp(ctx, id);
          return changesWindow(await changesPage(ctx, `${from}:${to}:0`), soFar);
        }),
    },
  ],
  help: [
    {
      how: '/policy history late returns',
      what: 'Who changed what; with a day behind it, such as 1 Nov, what it said then.',
    },
    { how: '/policy changes late returns', what: 'What changed since you last read it, word by word.' },
  ],
};

/** A title that ends like a day is a title, where there is such. */
async function whatAndWhen(
  ctx: Ctx,
  typed: string,
): Promise<{ readonly title: string; readonly day?: string | undefined }> {
  const read = readTitleAndDay(typed, localDate(ctx.clock.now(), ctx.actor.timeZone));
  return !read || (await policiesCalled(ctx, typed, 1)).length > 0 ? { title: typed } : read;
}
