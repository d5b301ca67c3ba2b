import { z } from 'zod';
import { type Listener, onClickNow } from '../../../slack/listener.ts';
import { othersIds } from '../library/ids.ts';
import { recalled } from '../library/windows/memory.ts';
import { showIn } from '../library/windows/window-parts.ts';
import { changesPage } from './changes-page.ts';
import { changesWindow } from './changes-window.ts';
import { historyPage } from './history-page.ts';
import { historyWindow } from './history-window.ts';
import { historyIds as ids } from './ids.ts';
import { saidOn, saidOnWindow } from './said-on.ts';

const Memory = z.object({ policyId: z.uuid() });

/** What a policy said, and what has changed: all of it only looks. */
export const historyListeners: readonly Listener[] = [
  onClickNow(othersIds.history, async (ctx, { value, surface }, views) =>
    showIn(surface, views, historyWindow(await historyPage(ctx, value))),
  ),
  onClickNow(ids.more, async (ctx, { value, surface }, views) => {
    const [policyId = '', page = ''] = value.split(':');
    await showIn(surface, views, historyWindow(await historyPage(ctx, policyId, Number.parseInt(page, 10) || 0)));
  }),
  onClickNow(ids.changes, async (ctx, { value, surface }, views) =>
    showIn(surface, views, changesWindow(await changesPage(ctx, value))),
  ),
  onClickNow(ids.saidOn, async (ctx, { value, surface }, views) => {
    const { policyId } = recalled(Memory, surface.view?.privateMetadata ?? '');
    await showIn(surface, views, saidOnWindow(await saidOn(ctx, policyId, value)));
  }),
  onClickNow(ids.saidOnDay, async (ctx, { value, surface }, views) => {
    const [policyId = '', day = '', coming = ''] = value.split(':');
    await showIn(surface, views, saidOnWindow(await saidOn(ctx, policyId, day, coming === '' ? undefined : coming)));
  }),
];
