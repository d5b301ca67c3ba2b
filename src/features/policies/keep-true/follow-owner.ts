import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { managersToAsk } from '../../../people/managers-to-ask.ts';
import { membersOf } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import type { Followed, OnSettingsChanged } from '../library/publication.ts';
import type { Policy } from '../library/tables.ts';
import { goneOwners } from './gone-owners.ts';
import { goneMessage } from './manager-messages.ts';
import { settledIn } from './refresh-asked.ts';
import { managerKey } from './tell-managers.ts';
import { newOwnerTold } from './tell-new-owner.ts';

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
  const messages = [...settled, ...(await managersSee(tx, ctx, team, from)), ...(await newOwnerTold(tx, ctx, given))];
  return { messages, homes: [from, ...given.map(({ owner }) => owner)] };
}

/** Managers who were told that an owner is gone see what is left to give. */
async function managersSee(tx: Tx, ctx: Ctx, team: Team, from: string): Promise<readonly Outgoing[]> {
  const isThere = (await membersOf(tx, ctx, team.id)).some(({ slackId }) => slackId === from);
  if (isThere) return [];
  const message = goneMessage(team, await goneOwners(tx, ctx, team.id));
  const managers = await managersToAsk(tx, ctx, team.id);
  return managers.map((manager) => ({ kind: 'edit', messageKey: managerKey('gone', team.id, manager), message }));
}
