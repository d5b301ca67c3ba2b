import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { revisionsVisibleTo, visibleTo } from '../library/reading/policies-visible-to.ts';
import { isItsPolicy } from '../library/reading/read-policy.ts';
import { policies, policyRevisions } from '../library/tables.ts';
import { PassageGone, requireInForce } from '../look-up/finding/passage-gone.ts';
import { placeText } from '../look-up/words.ts';
import type { PassagePointer } from './read-passage-button.ts';

const GONE_MEANWHILE =
  'That policy is gone, or says something else since you opened this form. Please choose its passage once more.';

export interface NamedPassage extends PassagePointer {
  /** `Refunds › Late returns`, as it is called in that revision. */
  readonly place: string;
}

/**
 * The passage as it counts now, also where it was chosen before a newer revision that has it word for word.
 * @throws UserError at `field` unless the actor may see it and it still says the same
 */
export async function namedPassage(tx: Tx, ctx: Ctx, passageId: string, field: string): Promise<NamedPassage> {
  const view = await requireInForce(tx, ctx, passageId).catch((error: unknown) => {
    throw error instanceof PassageGone ? new UserError(GONE_MEANWHILE, field) : error;
  });
  return { revisionId: view.revision.id, anchor: view.passage.anchor, place: placeText(view) };
}

/** Of these revisions those that the actor may see, with the policy of each. */
export async function policiesOfRevisions(
  tx: Tx,
  ctx: Ctx,
  revisionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (revisionIds.length === 0) return new Map();
  const found = await tx
    .select({ revisionId: policyRevisions.id, policyId: policyRevisions.policyId })
    .from(policyRevisions)
    .innerJoin(policies, isItsPolicy)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        inArray(policyRevisions.id, [...new Set(revisionIds)]),
        visibleTo(ctx.actor),
        revisionsVisibleTo(ctx.actor),
      ),
    );
  return new Map(found.map(({ revisionId, policyId }) => [revisionId, policyId]));
}
