import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { people, type Team, teams } from '../../../../people/tables.ts';
import { revisionsVisibleTo, visibleTo } from './policies-visible-to.ts';
import { isId, isItsPolicy, isItsTeam } from './read-policy.ts';
import {
  type Policy,
  policies,
  type PolicyPassage,
  policyPassages,
  type PolicyRevision,
  policyRevisions,
} from '../tables.ts';

/** Everything that an answer shows of a passage: title, section, scope, since when, whose, last verified. */
export interface PassageView {
  readonly passage: PolicyPassage;
  readonly revision: Omit<PolicyRevision, 'markdown'>;
  readonly policy: Policy;
  readonly team: Team;
  readonly ownerName: string | undefined;
}

/** Policies run to a hundred pages, and an answer quotes a paragraph. */
const { markdown: _markdown, ...withoutText } = getTableColumns(policyRevisions);

/** The passages with these ids that the actor may see, in this order. */
export async function passageView(tx: Tx, ctx: Ctx, passageIds: readonly string[]): Promise<readonly PassageView[]> {
  const ids = passageIds.filter(isId);
  if (ids.length === 0) return [];
  const found = await tx
    .select({ passage: policyPassages, revision: withoutText, policy: policies, team: teams, ownerName: people.name })
    .from(policyPassages)
    .innerJoin(
      policyRevisions,
      and(
        eq(policyRevisions.workspaceId, policyPassages.workspaceId),
        eq(policyRevisions.id, policyPassages.revisionId),
      ),
    )
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .leftJoin(people, and(eq(people.workspaceId, policies.workspaceId), eq(people.slackId, policies.owner)))
    .where(
      and(
        eq(policyPassages.workspaceId, ctx.workspaceId),
        inArray(policyPassages.id, ids),
        visibleTo(ctx.actor),
        revisionsVisibleTo(ctx.actor),
      ),
    );
  const byId = new Map(found.map((view) => [view.passage.id, { ...view, ownerName: view.ownerName ?? undefined }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
