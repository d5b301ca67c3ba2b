import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Member, membersOf } from '../../../../people/queries.ts';
import { keeperKeys, readerKeys } from '../reading/audience.ts';
import type { Policy } from '../tables.ts';

type Owned = Pick<Policy, 'audience'>;

/** Who may answer for policies of a team: whoever is on it and may read all of them. By name. */
export async function ownersFor(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  policies: readonly Owned[],
): Promise<readonly Member[]> {
  const members = await membersOf(tx, ctx, teamId);
  return members.filter(({ role }) => policies.every((policy) => mayRead({ teamId, role }, policy)));
}

/** @throws UserError at `field` for somebody who may not */
export async function requireOwner(
  tx: Tx,
  ctx: Ctx,
  { slackId, teamId, field }: { readonly slackId: string; readonly teamId: string; readonly field: string },
  policies: readonly Owned[],
): Promise<void> {
  const member = (await membersOf(tx, ctx, teamId)).find((each) => each.slackId === slackId);
  if (!member) throw new UserError('Its owner has to be on the team that keeps it.', field);
  if (!policies.every((policy) => mayRead({ teamId, role: member.role }, policy))) {
    throw new UserError('Its owner has to be among those who may read it.', field);
  }
}

function mayRead(membership: { readonly teamId: string; readonly role: Member['role'] }, { audience }: Owned): boolean {
  const held = readerKeys({ kind: 'full', memberships: [membership] });
  return [...audience, ...keeperKeys(membership.teamId)].some((key) => held.includes(key));
}
