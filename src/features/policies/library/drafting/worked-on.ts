import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policyRevisions, type PolicyRevision } from '../tables.ts';

/** The draft or revision in review of each of these policies, by the policy's id; of each there is at most one. */
export async function workedOn(
  tx: Tx,
  ctx: Ctx,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, PolicyRevision>> {
  const rows = await tx
    .select()
    .from(policyRevisions)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        inArray(policyRevisions.policyId, [...policyIds]),
        inArray(policyRevisions.state, ['draft', 'review']),
      ),
    );
  return new Map(rows.map((revision) => [revision.policyId, revision]));
}
