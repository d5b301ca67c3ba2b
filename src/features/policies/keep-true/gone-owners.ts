import { and, asc, eq, exists, isNull, not, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people } from '../../../people/tables.ts';
import { type Policy, policies } from '../library/tables.ts';
import { policyCare } from './tables.ts';

/** Policies of somebody who is not on their team any more, or has no account any more. */
export interface GoneOwner {
  readonly slackId: string;
  readonly name: string | null;
  readonly policies: readonly (Pick<Policy, 'id' | 'title' | 'audience'> & { readonly isTold: boolean })[];
}

/** The owners who are gone from a team, by name, each with what they left behind. */
export async function goneOwners(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly GoneOwner[]> {
  const rows = await tx
    .select({
      id: policies.id,
      title: policies.title,
      audience: policies.audience,
      owner: policies.owner,
      name: people.name,
      toldOf: policyCare.goneOwner,
    })
    .from(policies)
    .leftJoin(people, and(eq(people.workspaceId, policies.workspaceId), eq(people.slackId, policies.owner)))
    .leftJoin(policyCare, and(eq(policyCare.workspaceId, policies.workspaceId), eq(policyCare.policyId, policies.id)))
    .where(and(isKept(ctx, teamId), not(isOwnerThere(tx, ctx))))
    .orderBy(asc(people.name), asc(policies.owner), asc(policies.title), asc(policies.id));
  return [...new Set(rows.map(({ owner }) => owner))].map((slackId) => {
    const own = rows.filter(({ owner }) => owner === slackId);
    const left = own.map(({ id, title, audience, toldOf }) => ({ id, title, audience, isTold: toldOf === slackId }));
    return { slackId, name: own[0]?.name ?? null, policies: left };
  });
}

/** Owners who have come back may leave again. */
export async function forgetWhoIsBack(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const isOfThis = and(isKept(ctx, teamId), eq(policies.id, policyCare.policyId), isOwnerThere(tx, ctx));
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

function isOwnerThere(tx: Tx, ctx: Ctx): SQL {
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
        ),
      ),
  );
}
