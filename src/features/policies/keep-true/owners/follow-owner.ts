import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import type { Team } from '../../../../people/tables.ts';
import type { Followed, OnSettingsChanged } from '../../library/policy-hooks.ts';
import type { Policy } from '../../library/tables.ts';
import { goneOwners } from './gone-owners.ts';
import { goneOwnersMessage } from '../manager-messages.ts';
import { settledIn } from '../reviews/refresh-asked.ts';
import { policyCare } from '../tables.ts';
import { managerKey } from '../tell-managers.ts';
import { givenPosts } from './given-posts.ts';

/** By *Settings* or by a file. */
export const followOwner: OnSettingsChanged = async (tx, ctx, { policy, team, before }) =>
  policy.owner === before.owner
    ? { messages: [], homes: [] }
    : followOwners(tx, ctx, { team, given: [policy], from: before.owner });

interface Given {
  readonly team: Team;
  readonly given: readonly Policy[];
  /** Who answered for them until now. */
  readonly from: string;
}

/**
 * Policies have another owner, who is told: what the one before was asked says so, and so does what managers were told of
 * somebody gone.
 */
export async function followOwners(tx: Tx, ctx: Ctx, { team, given, from }: Given): Promise<Followed> {
  const ids = given.map(({ id }) => id);
  const settled = await settledIn(tx, ctx, ids);
  const messages = [
    ...settled,
    ...(await managersSee(tx, ctx, team, ids, from)),
    ...(await givenPosts(tx, ctx, given)),
  ];
  return { messages, homes: [from, ...given.map(({ owner }) => owner)] };
}

/** Managers who were told that this owner cannot answer for one of these see what is left to give. */
async function managersSee(
  tx: Tx,
  ctx: Ctx,
  team: Team,
  ids: readonly string[],
  from: string,
): Promise<readonly Outgoing[]> {
  const told = await tx
    .select({ policyId: policyCare.policyId })
    .from(policyCare)
    .where(
      and(
        eq(policyCare.workspaceId, ctx.workspaceId),
        inArray(policyCare.policyId, [...ids]),
        eq(policyCare.goneOwner, from),
      ),
    )
    .limit(1);
  if (told.length === 0) return [];
  const message = goneOwnersMessage(team, await goneOwners(tx, ctx, team.id));
  const managers = await managersToAsk(tx, ctx, team.id);
  return managers.map((manager) => ({ kind: 'edit', messageKey: managerKey('gone', team.id, manager), message }));
}
