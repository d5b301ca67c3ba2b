import type { Ctx, Role } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Presence, presenceByHours } from '../../../../people/presence.ts';
import { type Member, membersOf } from '../../../../people/queries.ts';
import type { Policy } from '../../library/tables.ts';

interface Wanted {
  readonly teamId: string;
  readonly nearest?: Policy | undefined;
  /** Somebody who asks is asked back only where nobody else can answer. */
  readonly notThese: readonly string[];
}

/**
 * Who is to answer: the owner of the policy that came nearest, as long as they are on the team that asks or on the one that keeps
 * the policy; else whoever of the team's managers, leads and directors is there now, in this order; else whoever of them is back
 * first. Undefined for a team that has none.
 */
export async function chooseOwner(tx: Tx, ctx: Ctx, wanted: Wanted): Promise<Member | undefined> {
  const { teamId, nearest, notThese } = wanted;
  if (nearest && !notThese.includes(nearest.owner)) {
    const owner = await placeOf(tx, ctx, nearest.owner, [teamId, nearest.teamId]);
    if (owner) return owner.member;
  }
  const deciders = await membersOf(tx, ctx, teamId, ['manager', 'lead', 'director']);
  const others = deciders.filter(({ slackId }) => !notThese.includes(slackId));
  const able = others.length > 0 ? others : deciders;
  const presence = await presenceByHours(
    tx,
    ctx,
    teamId,
    able.map(({ slackId }) => slackId),
  );
  return firstOf(able, presence);
}

/** Somebody with a full account, and for which of these teams they work. */
export interface Placed {
  readonly member: Member;
  readonly teamId: string;
}

/** The first of these teams that they are on; undefined of whoever is on none, or has left the workspace. */
export async function placeOf(
  tx: Tx,
  ctx: Ctx,
  slackId: string,
  teamIds: readonly string[],
): Promise<Placed | undefined> {
  for (const teamId of new Set(teamIds)) {
    const member = (await membersOf(tx, ctx, teamId)).find((one) => one.slackId === slackId);
    if (member) return { member, teamId };
  }
  return undefined;
}

const RANKS: Readonly<Record<Role, number>> = { manager: 0, lead: 1, director: 2, agent: 3 };

/** Pure: who is there goes before who is away, then by role, then by who is back first. */
export function firstOf(able: readonly Member[], presence: readonly Presence[]): Member | undefined {
  const byId = new Map(presence.map((one) => [one.slackId, one]));
  const order = ({ slackId, role }: Member): readonly number[] => {
    const { isThere = false, nextThere } = byId.get(slackId) ?? {};
    const back = nextThere?.getTime() ?? Number.MAX_SAFE_INTEGER;
    return isThere ? [0, RANKS[role], 0] : [1, back, RANKS[role]];
  };
  return able.toSorted((one, other) => compare(order(one), order(other)) || one.name.localeCompare(other.name))[0];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
