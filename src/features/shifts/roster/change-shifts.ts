import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { codeOf } from '../../../db/errors.ts';
import { queueShiftsChanged } from '../presence/roster-changed.ts';
import { swapsFollowShifts } from '../swaps/following/on-roster-change.ts';
import { overlappingShift, staleShift } from './roster-errors.ts';
import type { MadeChange, ShiftChange, Why } from './shift-change.ts';
import type { ShiftRow } from './tables.ts';
import { writeShifts } from './write-shifts.ts';

/**
 * The one door through which single shifts change: all of these together or none, in one statement, with a version of each
 * for its history. What depends on the shifts follows in the same transaction, but for messages and Homes: these are the
 * caller's, in that order. Returns them as they are now, in the order given.
 * @throws StaleShift where a shift is no longer as it was seen
 * @throws OverlappingShift where somebody would hold two at once; either way the transaction cannot go on
 */
export async function changeShifts(
  tx: Tx,
  ctx: Ctx,
  changes: readonly ShiftChange[],
  why: Why,
): Promise<readonly ShiftRow[]> {
  if (changes.length === 0) return [];
  const made = changes.map((change) => madeBy(ctx, change));
  const wanted = made.map(({ after }) => after);
  const written = await writtenOrRefused(tx, ctx, wanted, why);
  const stale = made.find(({ before, after }) => before !== null && !written.has(after.id));
  if (stale?.before) throw await staleShift(tx, ctx, stale.before);

  await queueShiftsChanged(tx, ctx, made);
  await swapsFollowShifts(tx, ctx, made, why);
  return wanted;
}

function madeBy(ctx: Ctx, change: ShiftChange): MadeChange {
  const changedAt = ctx.clock.now();
  if ('add' in change) {
    const { id = randomUUID(), sourceKey = null, sourceFacts = null, cutFrom = null } = change.add;
    const own = { workspaceId: ctx.workspaceId, id, sourceKey, sourceFacts, cutFrom, version: 1, changedAt };
    return { before: null, after: { ...change.add, ...own } };
  }
  const { shift, set } = change;
  return { before: shift, after: { ...shift, ...set, version: shift.version + 1, changedAt } };
}

async function writtenOrRefused(tx: Tx, ctx: Ctx, wanted: readonly ShiftRow[], why: Why): Promise<ReadonlySet<string>> {
  try {
    // A savepoint, so that whoever is refused can be told by whom and by which shift.
    return await tx.transaction((inner) => writeShifts(inner, ctx, wanted, why));
  } catch (error) {
    if (codeOf(error) !== EXCLUSION_VIOLATION) throw error;
    throw await overlappingShift(tx, ctx, wanted);
  }
}

const EXCLUSION_VIOLATION = '23P01';
