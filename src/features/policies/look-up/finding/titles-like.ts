import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { withoutTalk } from '../../../../search/index.ts';
import { visibleTo } from '../../library/reading/policies-visible-to.ts';
import { policies, type Policy, policyRevisions } from '../../library/tables.ts';
import { searchedText } from './question.ts';

/** By its title. */
export type Titled = Pick<Policy, 'id' | 'title'>;

/**
 * Policies that the actor may read and whose title has a word of this question in any form that its language gives it; those with
 * the most of them first. Words of talk are no reason.
 */
export async function titlesLike(tx: Tx, ctx: Ctx, question: string, limit: number): Promise<readonly Titled[]> {
  const said = searchedText(question).split(/\s+/);
  const words = said.filter((word) => withoutTalk(word) !== '').join(' ');
  const language = sql`${policies.language}::regconfig`;
  const title = sql`to_tsvector(${language}, ${policies.title})`;
  const anyOf = sql`replace(plainto_tsquery(${language}, ${words})::text, '&', '|')::tsquery`;
  return tx
    .select({ id: policies.id, title: policies.title })
    .from(policies)
    .where(
      and(
        eq(policies.workspaceId, ctx.workspaceId),
        visibleTo(ctx.actor),
        isNull(policies.archivedAt),
        isOut(),
        sql`${title} @@ ${anyOf}`,
      ),
    )
    .orderBy(desc(sql`ts_rank(${title}, ${anyOf})`), asc(policies.title), asc(policies.id))
    .limit(limit);
}

function isOut() {
  const ofIt = and(eq(policyRevisions.workspaceId, policies.workspaceId), eq(policyRevisions.policyId, policies.id));
  return sql`exists (select from ${policyRevisions} where ${and(ofIt, eq(policyRevisions.state, 'published'))})`;
}
