import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { touchHomes } from '../../../slack/home.ts';
import { holdersOf } from '../presence/taken-shifts.ts';
import { changeShifts } from './change-shifts.ts';
import { rosterNews } from './roster-news.ts';
import type { MadeChange, ShiftChange } from './shift-change.ts';
import type { ShiftRow } from './tables.ts';

/**
 * What somebody who plans changes by hand; whoever has one of the shifts, or had it, is told by whom and what, and sees it on
 * Home. Throws what changeShifts does.
 */
export async function editShifts(tx: Tx, ctx: Ctx, changes: readonly ShiftChange[]): Promise<readonly ShiftRow[]> {
  const after = await changeShifts(tx, ctx, changes, { cause: 'edit' });
  const made = madeOf(changes, after);
  await enqueue(tx, ctx, rosterNews(ctx, made));
  await touchHomes(tx, ctx, holdersOf(made));
  return after;
}

/** Each change with what has become of it; `after` is what changeShifts returned. */
export function madeOf(changes: readonly ShiftChange[], after: readonly ShiftRow[]): readonly MadeChange[] {
  return after.flatMap((shift, index) => {
    const change = changes[index];
    return change ? [{ before: 'add' in change ? null : change.shift, after: shift }] : [];
  });
}
