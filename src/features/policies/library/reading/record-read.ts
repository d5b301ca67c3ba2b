import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policies, policyReads, policyRevisions } from '../tables.ts';

/**
 * Remembers that the actor has read all of a revision, or said that they did: what changes after it is shown to them as new.
 * Of a policy the newest one counts, so looking at an old one takes nothing back. Drafts and wrong ids are passed over.
 * Whoever calls it has read the revision for the actor (read-policy.ts).
 */
export async function recordRead(tx: Tx, ctx: Ctx, revisionId: string): Promise<void> {
  const numberOf = (id: unknown) => sql`(
    select number from ${policyRevisions} as known where known.workspace_id = ${ctx.workspaceId} and known.id = ${id})`;
  await tx.execute(sql`
    insert into ${policyReads} as last (workspace_id, slack_id, policy_id, revision_id, read_at)
    select ${ctx.workspaceId}::text, ${ctx.actor.slackId}::text, revision.policy_id, revision.id,
      ${ctx.clock.now().toISOString()}::timestamptz
    from ${policyRevisions} as revision
    join ${policies} as policy on policy.workspace_id = revision.workspace_id and policy.id = revision.policy_id
    where revision.workspace_id = ${ctx.workspaceId} and revision.id = ${revisionId}::uuid and revision.state = 'published'
    on conflict (workspace_id, slack_id, policy_id) do update set revision_id = excluded.revision_id, read_at = excluded.read_at
    where ${numberOf(sql`excluded.revision_id`)} >= ${numberOf(sql`last.revision_id`)}`);
}
