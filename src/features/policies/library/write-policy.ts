import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { policies, type Policy } from './tables.ts';

/** Changes a policy that is held. */
export async function writePolicy(tx: Tx, ctx: Ctx, { id }: Policy, set: Partial<Policy>): Promise<Policy> {
  const [written] = await tx
    .update(policies)
    .set({ ...set, changedAt: ctx.clock.now() })
    .where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.id, id)))
    .returning();
  if (!written) throw new Error('a policy that is held is gone');
  return written;
}

/** Until it is published a policy is called what its draft is. */
export function neverOut({ verifiedAt }: Policy): boolean {
  return verifiedAt === null;
}
