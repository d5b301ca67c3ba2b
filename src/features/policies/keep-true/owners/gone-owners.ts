import { and, arrayOverlaps, asc, eq, exists, isNull, ne, not, or, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { members, people } from '../../../../people/tables.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { byTitle } from '../../library/reading/by-title.ts';
import { type Policy, policies } from '../../library/tables.ts';
import { policyCare } from '../tables.ts';

/** Policies of somebody who is not on their team any more, has no account any more, or may not open them any more. */
export interface GoneOwner {
  readonly slackId: string;
  readonly name: string | null;
  /** They are still there, as an agent: these are not for them to read. */
  readonly isOnTeam: boolean;
  readonly policies: readonly (Pick<Policy, 'id' | 'title' | 'audience'> & { readonly isTold: boolean })[];
}

/** The owners who cannot answer for policies of a team, by name, each with what they left behind. */
export async function goneOwners(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly GoneOwner[]> {
  const rows = await tx
    .select({
      id: policies.id,
      title: policies.title,
      audience: policies.audience,
      owner: policies.owner,
      name: people.name,
      toldOf: policyCare.goneOwner,
      isOnTeam: sql<boolean>`${isOwnerOnTeam(tx, ctx)}`,
    })
    .from(policies)
    .leftJoin(people, and(eq(people.workspaceId, policies.workspaceId), eq(people.slackId, policies.owner)))
    .leftJoin(policyCare, and(eq(policyCare.workspaceId, policies.workspaceId), eq(policyCare.policyId, policies.id)))
    .where(and(isKept(ctx, teamId), not(isOwnerAble(tx, ctx, teamId))))
    .orderBy(asc(people.name), asc(policies.owner), ...byTitle);
  return [...new Set(rows.map(({ owner }) => owner))].map((slackId) => {
    const own = rows.filter(({ owner }) => owner === slackId);
    const left = own.map(({ id, title, audience, toldOf }) => ({ id, title, audience, isTold: toldOf === slackId }));
    return { slackId, name: own[0]?.name ?? null, isOnTeam: own[0]?.isOnTeam ?? false, policies: left };
  });
}

/** Whoever can answer for them again may lose them again. */
export async function forgetWhoIsBack(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const isOfThis = and(isKept(ctx, teamId), eq(policies.id, policyCare.policyId), isOwnerAble(tx, ctx, teamId));
  await tx
    .update(policyCare)
    .set({ goneOwner: null })
    .where(
      and(
        eq(policyCare.workspaceId, ctx.workspaceId),
        sql`${policyCare.goneOwner} is not null`,
        exists(
          tx
            .select({ one: sql`1` })
            .from(policies)
            .where(isOfThis),
        ),
      ),
    );
}

function isKept(ctx: Ctx, teamId: string): SQL | undefined {
  return and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.teamId, teamId), isNull(policies.archivedAt));
}

/** As `ownersFor` has it: on the team, and writing its policies or among those who may read this one. */
function isOwnerAble(tx: Tx, ctx: Ctx, teamId: string): SQL {
  const asAgent = readerKeys({ kind: 'full', memberships: [{ teamId, role: 'agent' }] });
  return isOwnerOnTeam(tx, ctx, or(ne(members.role, 'agent'), arrayOverlaps(policies.audience, [...asAgent])));
}

function isOwnerOnTeam(tx: Tx, ctx: Ctx, how?: SQL): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(members)
      .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
      .where(
        and(
          eq(members.workspaceId, ctx.workspaceId),
          eq(members.teamId, policies.teamId),
          eq(members.slackId, policies.owner),
          eq(people.kind, 'full'),
          how,
        ),
      ),
  );
}
