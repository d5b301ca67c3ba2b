import { type Ctx, transaction } from '../../../../core/context.ts';
import { requireMay } from '../../../../people/permissions.ts';
import type { Asking, DueRow } from './due-messages.ts';
import { needOf } from './due-rules.ts';
import { candidates, type Due } from './read-due.ts';
import { rowsOf } from './refresh-asked.ts';

const ROWS = 10;

/** What somebody has to see to, one page of it. */
export interface DuePage extends Omit<Asking, 'isReminder'> {
  readonly page: number;
  readonly total: number;
  readonly pages: number;
  readonly hasMore: boolean;
}

/** What waits for the actor as an owner; a page beyond the last is the last. */
export function duePage(ctx: Ctx, page: number): Promise<DuePage> {
  requireMay(ctx, 'policy.look-up', {});
  return transaction(ctx, async (tx) => {
    const now = ctx.clock.now();
    const all = (await candidates(tx, ctx, { owner: ctx.actor.slackId })).filter((due) => needOf(due, now));
    const last = Math.max(0, Math.ceil(all.length / ROWS) - 1);
    const at = Math.max(0, Math.min(page, last));
    const rows = await rowsOf(tx, ctx, all.slice(at * ROWS, (at + 1) * ROWS), needIn);
    return { ...rows, page: at, total: all.length, pages: last + 1, hasMore: at < last };
  });
}

/** Of what waits: which answer. */
export function needIn(due: Due, now: Date): DueRow['state'] {
  return needOf(due, now) ?? 'verified';
}
