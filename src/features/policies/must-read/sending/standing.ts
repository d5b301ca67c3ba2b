import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { inForceAt, spansOf, type Standing as RevisionStanding } from '../../library/lifecycle.ts';
import { policyRevisions } from '../../library/tables.ts';
import type { KeptMustRead } from '../read-must-read.ts';
import type { EndedBecause } from '../tables.ts';

export interface Standing {
  /** Why it ends now, if it does. */
  readonly over: EndedBecause | undefined;
  /** What counts instead: the id of a revision. */
  readonly newer: string | undefined;
  /** When its revision counts no more, as it is planned. */
  readonly changesAt: Date | undefined;
}

interface Revision extends RevisionStanding {
  readonly id: string;
}

/** Whether the revision that people have to read still counts, or will. */
export function judge(archived: boolean, own: Revision, revisions: readonly Revision[], now: Date): Standing {
  const none = { newer: undefined, changesAt: undefined };
  if (archived) return { over: 'archived', ...none };
  const counts = inForceAt(revisions, now);
  const span = spansOf(revisions).find(({ revision }) => revision.id === own.id);
  const isStill = span !== undefined && (span.until === null || span.until > now);
  if (isStill) return { over: undefined, newer: undefined, changesAt: span.until ?? undefined };
  return { over: 'changed', newer: counts && counts.id !== own.id ? counts.id : undefined, changesAt: undefined };
}

export async function standingOf(tx: Tx, ctx: Ctx, { policy, revision }: KeptMustRead): Promise<Standing> {
  const { id, number, state, effectiveAt, expiresAt } = policyRevisions;
  const revisions = await tx
    .select({ id, number, state, effectiveAt, expiresAt })
    .from(policyRevisions)
    .where(and(eq(policyRevisions.workspaceId, ctx.workspaceId), eq(policyRevisions.policyId, policy.id)));
  return judge(policy.archivedAt !== null, revision, revisions, ctx.clock.now());
}
