import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { shifts, type ShiftRow } from './tables.ts';

/** The first to start first; cancelled ones too. */
export async function shiftsByIds(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<readonly ShiftRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), inArray(shifts.id, [...ids])))
    .orderBy(asc(shifts.startsAt), asc(shifts.id));
}
