import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { recordAudits } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { holdPolicy } from '../../library/hold-policy.ts';
import { requireOwner } from '../../library/settings/owners.ts';
import { type Policy, policies } from '../../library/tables.ts';
import { writePolicy } from '../../library/write-policy.ts';
import { followOwners } from './follow-owner.ts';
import { goneOwners } from './gone-owners.ts';

export interface GivePolicy {
  readonly policyId: string;
  /** Who answered for it when the form was opened. */
  readonly from: string;
  readonly to: string;
}

/** Somebody else of the team, who may read it, answers for a policy from now on. @throws UserError where it is not `from`'s any more */
export function givePolicy(ctx: Ctx, { policyId, from, to }: GivePolicy): Promise<Policy> {
  return transaction(ctx, async (tx) => {
    const { policy: held, team } = await holdPolicy(tx, ctx, policyId, 'policy.verify');
    if (held.archivedAt) throw new UserError('This policy is archived.');
    if (held.owner !== from) throw new UserError(`${await nameOf(tx, ctx, held.owner)} answers for it now.`);
    await requireOwner(tx, ctx, { slackId: to, teamId: team.id, field: 'to' }, [held]);
    const policy = await writePolicy(tx, ctx, held, { owner: to, version: held.version + 1 });
    await after(tx, ctx, { team, given: [policy], from });
    return policy;
  });
}

export interface GiveAll {
  readonly teamId: string;
  readonly from: string;
  readonly to: string;
}

/** Everything of a team that `from` cannot answer for any more: they left, or may not open it. */
export function giveAll(ctx: Ctx, { teamId, from, to }: GiveAll): Promise<readonly Policy[]> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    requireMay(ctx, 'policy.draft', { teamId, ...(team && { teamName: team.name }) });
    if (!team) throw new UserError('That team is gone.');
    const left = (await goneOwners(tx, ctx, teamId)).find(({ slackId }) => slackId === from);
    const isTheirs = and(
      eq(policies.workspaceId, ctx.workspaceId),
      eq(policies.teamId, teamId),
      eq(policies.owner, from),
      inArray(policies.id, left?.policies.map(({ id }) => id) ?? []),
      isNull(policies.archivedAt),
    );
    const held = await tx.select().from(policies).where(isTheirs).orderBy(asc(policies.id)).for('no key update');
    if (held.length === 0) throw new UserError('They have been given to somebody else already.');
    await requireOwner(tx, ctx, { slackId: to, teamId, field: 'to' }, held);
    const given: Policy[] = [];
    for (const one of held) given.push(await writePolicy(tx, ctx, one, { owner: to, version: one.version + 1 }));
    await after(tx, ctx, { team, given, from });
    return given;
  });
}

interface Given {
  readonly team: Team;
  readonly given: readonly Policy[];
  readonly from: string;
}

async function after(tx: Tx, ctx: Ctx, { team, given, from }: Given): Promise<void> {
  const audits = given.map(({ id, owner }) => ({
    action: 'policy.given',
    subject: `policy:${id}`,
    detail: { from, to: owner },
  }));
  await recordAudits(tx, ctx, audits);
  const { messages, homes } = await followOwners(tx, ctx, { team, given, from });
  await enqueue(tx, ctx, messages);
  await touchHomes(tx, ctx, homes);
}
