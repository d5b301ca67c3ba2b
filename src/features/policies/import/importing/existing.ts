import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { byTitle } from '../../library/reading/by-title.ts';
import { policies, type Policy, policyQuestions, policyRevisions, type PolicyRevision } from '../../library/tables.ts';
import { workedOn } from '../../library/drafting/worked-on.ts';

/** By what a file finds its policy. */
export interface Head {
  readonly id: string;
  readonly source: string | null;
  readonly folder: string | null;
  readonly title: string;
  readonly archivedAt: Date | null;
}

/** All policies that a team keeps: whoever imports may see them all. */
export async function headsOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly Head[]> {
  const { id, source, folder, title, archivedAt } = policies;
  return tx
    .select({ id, source, folder, title, archivedAt })
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.teamId, teamId)))
    .orderBy(...byTitle);
}

/** A policy that a file is about, as it is now. */
export interface Existing {
  readonly policy: Policy;
  /** What was published last: what counts, or will. */
  readonly published?: PolicyRevision;
  /** What somebody works on. */
  readonly open?: PolicyRevision;
  /** The questions that editors wrote, and all that it answers. */
  readonly written: readonly string[];
  readonly answered: readonly string[];
}

export async function existingOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, Existing>> {
  if (policyIds.length === 0) return new Map();
  const ids = [...policyIds];
  const found = await tx
    .select()
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.teamId, teamId), inArray(policies.id, ids)));
  const [published, open] = [await lastPublished(tx, ctx, ids), await workedOn(tx, ctx, ids)];
  const questions = await tx
    .select({ policyId: policyQuestions.policyId, text: policyQuestions.text, origin: policyQuestions.origin })
    .from(policyQuestions)
    .where(
      and(
        eq(policyQuestions.workspaceId, ctx.workspaceId),
        inArray(policyQuestions.policyId, ids),
        isNull(policyQuestions.removedAt),
      ),
    )
    .orderBy(policyQuestions.addedAt, policyQuestions.id);
  return new Map(
    found.map((policy) => {
      const own = questions.filter(({ policyId }) => policyId === policy.id);
      const [last, worked] = [published.get(policy.id), open.get(policy.id)];
      const existing: Existing = {
        policy,
        ...(last && { published: last }),
        ...(worked && { open: worked }),
        written: own.filter(({ origin }) => origin === 'editor').map(({ text }) => text),
        answered: own.map(({ text }) => text),
      };
      return [policy.id, existing];
    }),
  );
}

/** Of each policy the newest revision that was published. */
export async function lastPublished(
  tx: Tx,
  ctx: Ctx,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, PolicyRevision>> {
  if (policyIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([policyRevisions.policyId])
    .from(policyRevisions)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        inArray(policyRevisions.policyId, [...policyIds]),
        eq(policyRevisions.state, 'published'),
      ),
    )
    .orderBy(policyRevisions.policyId, desc(policyRevisions.number));
  return new Map(rows.map((revision) => [revision.policyId, revision]));
}
