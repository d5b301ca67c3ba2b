import { and, eq } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { caseApprovals, type Approval } from './tables.ts';

/** Changes a request that is open. Its case is held, so that nobody else has decided it meanwhile. */
export async function changeApproval(
  tx: Tx,
  ctx: Ctx,
  { id }: Pick<Approval, 'id'>,
  set: PgUpdateSetSource<typeof caseApprovals>,
): Promise<Approval> {
  const isOpen = and(
    eq(caseApprovals.workspaceId, ctx.workspaceId),
    eq(caseApprovals.id, id),
    eq(caseApprovals.state, 'asked'),
  );
  const [changed] = await tx.update(caseApprovals).set(set).where(isOpen).returning();
  if (!changed) throw new Error('a request that is held was decided by somebody else');
  return changed;
}
