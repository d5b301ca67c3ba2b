import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policies, type Policy } from '../tables.ts';

/** Whether another policy of its team is called so, which whoever writes one of them may see. */
export async function hasTwin(tx: Tx, ctx: Ctx, { id, teamId }: Policy, title: string): Promise<boolean> {
  const isCalledSo = sql`lower(${policies.title}) = lower(${title})`;
  const isOther = and(eq(policies.teamId, teamId), ne(policies.id, id), isNull(policies.archivedAt), isCalledSo);
  const [twin] = await tx
    .select({ id: policies.id })
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), isOther))
    .limit(1);
  return twin !== undefined;
}
