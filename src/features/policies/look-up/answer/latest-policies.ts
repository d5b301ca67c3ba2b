import { and, desc, eq, isNull } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { type Team, teams } from '../../../../people/tables.ts';
import { visibleTo } from '../../library/reading/policies-visible-to.ts';
import { isInForceAt, isItsPolicy, isItsTeam } from '../../library/reading/read-policy.ts';
import { type Policy, policies, type PolicyRevision, policyRevisions } from '../../library/tables.ts';

export interface LatestPolicy {
  readonly policy: Pick<Policy, 'id' | 'title'>;
  readonly revision: Pick<PolicyRevision, 'id' | 'title' | 'effectiveFrom'>;
  readonly team: Pick<Team, 'name'>;
}

const SHOWN = 5;

/** The policies that began to count last, of those that the actor may see. */
export function latestPolicies(ctx: Ctx): Promise<readonly LatestPolicy[]> {
  const { id, title, effectiveFrom, effectiveAt } = policyRevisions;
  return transaction(ctx, (tx) =>
    tx
      .select({
        policy: { id: policies.id, title: policies.title },
        revision: { id, title, effectiveFrom },
        team: { name: teams.name },
      })
      .from(policyRevisions)
      .innerJoin(policies, isItsPolicy)
      .innerJoin(teams, isItsTeam)
      .where(
        and(
          eq(policyRevisions.workspaceId, ctx.workspaceId),
          isInForceAt(ctx.clock.now()),
          isNull(policies.archivedAt),
          visibleTo(ctx.actor),
        ),
      )
      .orderBy(desc(effectiveAt), desc(policyRevisions.number))
      .limit(SHOWN),
  );
}
