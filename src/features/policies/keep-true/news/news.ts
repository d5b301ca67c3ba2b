import { and, arrayOverlaps, eq, isNull, ne, notExists, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { people, type Team, teams } from '../../../../people/tables.ts';
import { inNaturalOrder } from '../../../../core/natural-order.ts';
import { visibleTo } from '../../library/reading/policies-visible-to.ts';
import { isInForceAt, isItsPolicy, isItsTeam } from '../../library/reading/read-policy.ts';
import { type Policy, policies, policyReads, type PolicyRevision, policyRevisions } from '../../library/tables.ts';

/** A policy that says something new, or that is new. */
export interface News {
  readonly policy: Policy;
  /** That keeps it. */
  readonly team: Team;
  /** What counts now. */
  readonly revision: PolicyRevision;
  readonly isNew: boolean;
  /** Who published it. */
  readonly by: string | null;
}

/**
 * What has begun to count since then for all of a team, the newest first: for its briefing. Policies for some roles only are
 * left out, and so is what the actor may not see.
 */
export function newsOf(tx: Tx, ctx: Ctx, teamId: string, since: Date): Promise<readonly News[]> {
  return begun(tx, ctx, since, arrayOverlaps(policies.audience, ['everyone', `team:${teamId}`]));
}

/** What has begun to count since then and the actor has neither published nor read, the newest first: for their Home. */
export function newsForActor(tx: Tx, ctx: Ctx, since: Date): Promise<readonly News[]> {
  const { slackId } = ctx.actor;
  const isRead = tx
    .select({ one: sql`1` })
    .from(policyReads)
    .where(
      and(
        eq(policyReads.workspaceId, ctx.workspaceId),
        eq(policyReads.slackId, slackId),
        eq(policyReads.revisionId, policyRevisions.id),
      ),
    );
  return begun(tx, ctx, since, and(ne(policyRevisions.publishedBy, slackId), notExists(isRead)));
}

/** What counts now and began since then, of that kind, as far as the actor may see it: of a policy that is at most one. */
export async function begun(tx: Tx, ctx: Ctx, since: Date, which: SQL | undefined): Promise<readonly News[]> {
  const { policyId, effectiveAt } = policyRevisions;
  // What was true outside for years is new here on the day it was published.
  const beganAt = sql`greatest(${effectiveAt}, ${policyRevisions.publishedAt})`;
  const isFirst = sql<boolean>`not exists (
    select from ${policyRevisions} as older where older.workspace_id = ${policyRevisions.workspaceId}
      and older.policy_id = ${policyId} and older.state = 'published' and older.effective_at < ${effectiveAt})`;
  const rows = await tx
    .select({
      policy: policies,
      team: teams,
      revision: policyRevisions,
      isNew: isFirst,
      by: people.name,
    })
    .from(policyRevisions)
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .leftJoin(
      people,
      and(eq(people.workspaceId, policies.workspaceId), eq(people.slackId, policyRevisions.publishedBy)),
    )
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        isInForceAt(ctx.clock.now()),
        sql`${beganAt} > ${since.toISOString()}::timestamptz`,
        isNull(policies.archivedAt),
        visibleTo(ctx.actor),
        which,
      ),
    );
  return rows.toSorted(
    (a, b) => began(b.revision) - began(a.revision) || inNaturalOrder(a.policy.title, b.policy.title),
  );
}

function began({ effectiveAt, publishedAt }: PolicyRevision): number {
  return Math.max(Number(effectiveAt), Number(publishedAt));
}
