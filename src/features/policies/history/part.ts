import type { Ctx } from '../../../core/context.ts';
import { localDate } from '../../../core/local-time.ts';
import { requireMay } from '../../../people/permissions.ts';
import { othersIds } from '../library/ids.ts';
import { openCalled } from '../library/listeners/open-called.ts';
import { type Called, policyCalled } from '../library/reading/policy-called.ts';
import type { PolicyPart } from '../part.ts';
import { changesPage } from './changes-page.ts';
import { changesWindow } from './changes-window.ts';
import { saidOn, saidOnWindow } from './said-on.ts';
import { catchUp, historyPage } from './history-page.ts';
import { historyWindow } from './history-window.ts';
import { maybeDays, readTitleAndDay } from './past-day.ts';
import { noDayMessage } from './no-day-message.ts';
import { historyIds as ids } from './ids.ts';
import { historyListeners } from './listeners.ts';

/** What a policy said, and what has changed. */
export const historyPart: PolicyPart = {
  listeners: historyListeners,
  words: [
    {
      words: ['history'],
      run: async (ctx, rest, _command, views) => {
        const asked = await whatAndWhen(ctx, rest);
        if ('noDay' in asked) return noDayMessage(asked);
        const { title, day, coming } = asked;
        if (day === undefined) return openCalled(ctx, title, views, { id: othersIds.history, view: viewOfHistory });
        return openCalled(ctx, title, views, {
          id: ids.saidOnDay,
          value: (policyId) => `${policyId}:${day}:${coming ?? ''}`,
          view: async (_ctx, policyId) => saidOnWindow(await saidOn(ctx, policyId, day, coming)),
        });
      },
    },
    {
      words: ['changes', 'diff'],
      run: (ctx, rest, _command, views) =>
        openCalled(ctx, rest, views, {
          id: othersIds.history,
          view: async (_ctx, id) => {
            const { from, to, soFar } = await catchUp(ctx, id);
            return changesWindow(await changesPage(ctx, `${from}:${to}:0`), soFar);
          },
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

async function viewOfHistory(ctx: Ctx, policyId: string) {
  return historyWindow(await historyPage(ctx, policyId));
}

type WhatAndWhen =
  | { readonly title: string; readonly day?: string; readonly coming?: string }
  | { readonly called: Called; readonly noDay: string };

/** A title that ends like a day is a title, where there is such; and where there is none, what may be meant as a day is said. */
async function whatAndWhen(ctx: Ctx, typed: string): Promise<WhatAndWhen> {
  requireMay(ctx, 'policy.look-up', {});
  if (typed === '' || (await policyCalled(ctx, typed)).kind !== 'none') return { title: typed };
  const read = readTitleAndDay(typed, localDate(ctx.clock.now(), ctx.actor.timeZone));
  if (read) return read;
  for (const { title, noDay } of maybeDays(typed)) {
    const called = await policyCalled(ctx, title);
    if (called.kind !== 'none') return { called, noDay };
  }
  return { title: typed };
}
