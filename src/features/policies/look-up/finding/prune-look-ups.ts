import { and, eq, lt } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policyLookUps } from '../tables.ts';

/** A week can be held beside the same week of the year before. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

/** Throws away what people looked up long ago. */
export async function pruneLookUps(tx: Tx, ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_DAYS * DAY_MS);
  await tx
    .delete(policyLookUps)
    .where(and(eq(policyLookUps.workspaceId, ctx.workspaceId), lt(policyLookUps.at, before)));
}
