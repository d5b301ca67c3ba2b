import { openOne } from '../library/listeners/commands.ts';
import type { PolicyPart } from '../part.ts';
import { changesPage } from './changes-page.ts';
import { changesWindow } from './changes-window.ts';
import { catchUp, historyPage } from './history-page.ts';
import { historyWindow } from './history-window.ts';
import { historyListeners } from './listeners.ts';

/** What a policy said, and what has changed. */
export const historyPart: PolicyPart = {
  listeners: historyListeners,
  words: [
    {
      words: ['history'],
      run: (ctx, rest, _command, views) =>
        openOne(ctx, rest, views, async (_ctx, id) => historyWindow(await historyPage(ctx, id))),
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
    { how: '/policy history late returns', what: 'Who changed what, and what it said on a day.' },
    { how: '/policy changes late returns', what: 'What changed since you last read it, word by word.' },
  ],
};
