import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { caseExceptions, type CaseException } from './tables.ts';

export type NewException = Omit<CaseException, 'workspaceId' | 'id' | 'at' | 'undoneAt'>;

/**
 * Enters a decision that departs from policy into the register, in the decision's own transaction. It takes the place of
 * the one before, as a second look does with a refusal.
 */
export async function recordException(tx: Tx, ctx: Ctx, exception: NewException): Promise<void> {
  await undoException(tx, ctx, exception.caseId);
  await tx.insert(caseExceptions).values({ ...exception, workspaceId: ctx.workspaceId, at: ctx.clock.now() });
  const { caseId, passage, authorityRevision } = exception;
  await recordAudit(tx, ctx, {
    action: 'case.exception',
    subject: `case:${caseId}`,
    detail: { passage, authorityRevision },
  });
}

/** With the decision its exception is undone: it stays in the register and counts no more. */
export async function undoException(tx: Tx, ctx: Ctx, caseId: string): Promise<void> {
  await tx
    .update(caseExceptions)
    .set({ undoneAt: ctx.clock.now() })
    .where(
      and(
        eq(caseExceptions.workspaceId, ctx.workspaceId),
        eq(caseExceptions.caseId, caseId),
        isNull(caseExceptions.undoneAt),
      ),
    );
}
