import { and, asc, eq, inArray } from 'drizzle-orm';
import { SavedMeanwhile, UserError } from '../../../core/errors.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay, type Permission } from '../../../people/permissions.ts';
import { nameOf } from '../../../people/name-of.ts';
import { type RevisionMove, revisionMoves } from './lifecycle.ts';
import { type KeptPolicy, type KeptRevision, requirePolicy, requireRevision } from './reading/read-policy.ts';
import { policies, type Policy, policyRevisions, type PolicyRevision } from './tables.ts';

/** One change of a policy after the other, until the transaction ends. Everything about it is locked after it. */
export async function holdPolicy(tx: Tx, ctx: Ctx, policyId: string, permission: Permission): Promise<KeptPolicy> {
  const { policy, team } = await requirePolicy(tx, ctx, policyId);
  requireMay(ctx, permission, { teamId: team.id, teamName: team.name, owner: policy.owner });
  const held = await lockPolicy(tx, ctx, policyId);
  // Whoever waited for it may have lost it to a hand-over meanwhile.
  requireMay(ctx, permission, { teamId: team.id, teamName: team.name, owner: held.owner });
  return { policy: held, team };
}

/** The same, where the caller has seen to it that the actor may. */
export async function lockPolicy(tx: Tx, ctx: Ctx, policyId: string): Promise<Policy> {
  const isIt = and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.id, policyId));
  const [held] = await tx.select().from(policies).where(isIt).for('no key update');
  if (!held) throw new Error('a policy is never deleted alone');
  return held;
}

/** Several that are changed in one transaction, before the first of them: in one order for everybody. */
export async function lockPolicies(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: policies.id })
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), inArray(policies.id, [...policyIds])))
    .orderBy(asc(policies.id))
    .for('no key update');
}

/** The policy of a revision held, and the revision as it is then. */
export async function holdRevision(
  tx: Tx,
  ctx: Ctx,
  revisionId: string,
  permission: Permission,
): Promise<KeptRevision> {
  const { policy } = await requireRevision(tx, ctx, revisionId);
  const held = await holdPolicy(tx, ctx, policy.id, permission);
  const { revision } = await requireRevision(tx, ctx, revisionId);
  return { ...held, revision };
}

/** What somebody saw of a revision when they decided. */
export interface Seen {
  readonly revisionId: string;
  readonly version: number;
}

/**
 * Moves a revision that is held, if its state allows it and it is as it was seen.
 * @throws SavedMeanwhile where somebody has saved it since
 */
export async function moveRevision(
  tx: Tx,
  ctx: Ctx,
  move: RevisionMove,
  { revision }: KeptRevision,
  { version, set = {} }: { version: number; set?: Partial<PolicyRevision> },
): Promise<PolicyRevision> {
  const to = (revisionMoves[move] as Partial<Record<PolicyRevision['state'], PolicyRevision['state']>>)[revision.state];
  if (!to) throw new UserError(await whyNot(tx, ctx, revision));
  if (revision.version !== version) {
    const who = revision.savedBy === ctx.actor.slackId ? 'You have' : `${await nameOf(tx, ctx, revision.savedBy)} has`;
    throw new SavedMeanwhile(
      `${who} saved this ${revision.state === 'review' ? 'revision' : 'draft'} since you opened it.`,
    );
  }
  const [moved] = await tx
    .update(policyRevisions)
    .set({ ...set, state: to, version: version + 1, changedAt: ctx.clock.now() })
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        eq(policyRevisions.id, revision.id),
        eq(policyRevisions.state, revision.state),
        eq(policyRevisions.version, version),
      ),
    )
    .returning();
  if (!moved) throw new Error('a revision changed while its policy was held');
  return moved;
}

async function whyNot(tx: Tx, ctx: Ctx, { state, publishedBy, number }: PolicyRevision): Promise<string> {
  if (state === 'published')
    return `${await nameOf(tx, ctx, publishedBy)} has published it already, as revision ${number}.`;
  if (state === 'dropped') return 'This draft was dropped. Start a new one.';
  return state === 'review' ? 'This is in review already.' : 'This is not in review any more.';
}
