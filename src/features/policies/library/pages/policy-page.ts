import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { may, type Permission } from '../../../../people/permissions.ts';
import { allTeams, peopleByIds } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { inForceAt } from '../lifecycle.ts';
import { everyQuestionOf, type KeptPolicy, requirePolicy, revisionsOf } from '../reading/read-policy.ts';
import type { PolicyQuestion, PolicyRevision } from '../tables.ts';

/** What the window of one policy shows, and its forms begin with. */
export interface PolicyPage extends KeptPolicy {
  readonly now: Date;
  /** Those that the reader may see, the newest first. */
  readonly revisions: readonly PolicyRevision[];
  readonly inForce: PolicyRevision | undefined;
  /** Draft or in review. */
  readonly open: PolicyRevision | undefined;
  readonly questions: readonly PolicyQuestion[];
  readonly teams: readonly Team[];
  /** Names of people, by Slack id. */
  readonly names: ReadonlyMap<string, string>;
  readonly can: (permission: Permission) => boolean;
}

export function policyPage(ctx: Ctx, policyId: string): Promise<PolicyPage> {
  return transaction(ctx, (tx) => readPage(tx, ctx, policyId));
}

export async function readPage(tx: Tx, ctx: Ctx, policyId: string): Promise<PolicyPage> {
  const { policy, team } = await requirePolicy(tx, ctx, policyId);
  const revisions = await revisionsOf(tx, ctx, policyId);
  const every = await everyQuestionOf(tx, ctx, policyId);
  const teams = await allTeams(tx, ctx);
  const open = revisions.find(({ state }) => state === 'draft' || state === 'review');
  const last = revisions.find(({ state }) => state === 'published');
  const writers = [open?.author, open?.savedBy, open?.reviewedBy, last?.publishedBy];
  const shown = [policy.owner, policy.verifiedBy, policy.archivedBy, ...writers];
  const people = await peopleByIds(tx, ctx, [...new Set(shown.flatMap((id) => id ?? []))]);
  const now = ctx.clock.now();
  return {
    policy,
    team,
    now,
    revisions,
    inForce: inForceAt(revisions, now),
    open,
    questions: every.filter(({ removedAt }) => removedAt === null),
    teams,
    names: new Map([...people].map(([id, { name }]) => [id, name])),
    can: (permission) => may(ctx.actor, permission, { teamId: team.id, owner: policy.owner }),
  };
}
