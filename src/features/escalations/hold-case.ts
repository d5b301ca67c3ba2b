import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { cases } from './tables.ts';

/**
 * Keeps others from changing a case until the transaction ends. What the next statement reads of its ledgers is then as
 * new as the case: a statement that itself waits for the row goes on with what it read before.
 */
export async function holdCase(tx: Tx, ctx: Ctx, caseId: string): Promise<void> {
  await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId)))
    .for('update');
}
