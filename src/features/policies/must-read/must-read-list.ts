import { and, desc, eq, inArray, isNull, not, type SQL, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { may } from '../../../people/permissions.ts';
import { teams } from '../../../people/tables.ts';
import { visibleTo } from '../library/reading/policies-visible-to.ts';
import { isItsPolicy, isItsTeam } from '../library/reading/read-policy.ts';
import { policies, policyRevisions } from '../library/tables.ts';
import { type Count, total } from './readers/counts.ts';
import { isToBeRead } from './read-must-read.ts';
import { acknowledgements, type MustRead, mustReads } from './tables.ts';

export interface ListedMustRead {
  readonly mustRead: MustRead;
  readonly title: string;
  readonly number: number;
  readonly timeZone: string;
  readonly teamName: string;
  readonly count: Count;
}

export interface MustReadList {
  /** Whether this person may have people read a policy of some team. */
  readonly asks: boolean;
  readonly rows: readonly ListedMustRead[];
  readonly page: number;
  readonly hasMore: boolean;
}

const ROWS = 20;

/**
 * Those of the policies of teams in which this person decides, or that people of those teams have to read; open ones first, a page
 * of them.
 */
export function mustReadList(ctx: Ctx, page = 0): Promise<MustReadList> {
  const own = ctx.actor.memberships
    .map(({ teamId }) => teamId)
    .filter((teamId) => may(ctx.actor, 'policy.see-readers', { teamId }));
  const asks = ctx.actor.memberships.some(({ teamId }) => may(ctx.actor, 'policy.must-read', { teamId }));
  if (own.length === 0) return Promise.resolve({ asks, rows: [], page, hasMore: false });
  return transaction(ctx, async (tx) => {
    const all = await listed(tx, ctx, own, page);
    const found = all.slice(0, ROWS);
    const counts = await countsOf(
      tx,
      ctx,
      found.map(({ mustRead }) => mustRead.id),
    );
    const rows = found.map((row) => {
      const seen = (counts.get(row.mustRead.id) ?? []).filter(
        ({ teamId }) => own.includes(row.keptBy) || own.includes(teamId),
      );
      return Object.assign(row, { count: total(seen) });
    });
    return { asks, rows, page, hasMore: all.length > ROWS };
  });
}

function listed(tx: Tx, ctx: Ctx, own: readonly string[], page: number) {
  const isReader = sql`exists (
    select from ${acknowledgements} where ${acknowledgements.workspaceId} = ${mustReads.workspaceId}
      and ${acknowledgements.mustReadId} = ${mustReads.id} and ${inArray(acknowledgements.teamId, [...own])})`;
  return tx
    .select({
      mustRead: mustReads,
      title: policyRevisions.title,
      number: policyRevisions.number,
      timeZone: teams.timeZone,
      teamName: teams.name,
      keptBy: policies.teamId,
    })
    .from(mustReads)
    .innerJoin(policyRevisions, isToBeRead)
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .where(
      and(
        eq(mustReads.workspaceId, ctx.workspaceId),
        visibleTo(ctx.actor),
        sql`(${inArray(policies.teamId, [...own])} or ${isReader})`,
      ),
    )
    .orderBy(sql`${mustReads.endedAt} is not null`, desc(mustReads.askedAt), desc(mustReads.id))
    .limit(ROWS + 1)
    .offset(page * ROWS);
}

async function countsOf(tx: Tx, ctx: Ctx, ids: readonly string[]) {
  const counts = new Map<string, { readonly teamId: string; readonly read: number; readonly of: number }[]>();
  if (ids.length === 0) return counts;
  const found = await tx
    .select({
      id: acknowledgements.mustReadId,
      teamId: acknowledgements.teamId,
      of: sql<number>`count(*)::int`,
      read: sql<number>`count(${acknowledgements.acknowledgedAt})::int`,
    })
    .from(acknowledgements)
    .innerJoin(
      mustReads,
      and(eq(mustReads.workspaceId, acknowledgements.workspaceId), eq(mustReads.id, acknowledgements.mustReadId)),
    )
    .where(
      and(
        eq(acknowledgements.workspaceId, ctx.workspaceId),
        inArray(acknowledgements.mustReadId, [...ids]),
        isNull(acknowledgements.excusedAt),
        not(isNewcomer(ctx)),
      ),
    )
    .groupBy(acknowledgements.mustReadId, acknowledgements.teamId);
  for (const { id, ...row } of found) counts.set(id, [...(counts.get(id) ?? []), row]);
  return counts;
}

/** As `isNewcomer` of readers/counts.ts. */
function isNewcomer(ctx: Ctx): SQL {
  const at = sql`coalesce(${mustReads.endedAt}, ${ctx.clock.now().toISOString()}::timestamptz)`;
  return sql`(${mustReads.deadlineAt} <= ${at} and ${acknowledgements.dueAt} > ${at}
    and ${acknowledgements.acknowledgedAt} is null)`;
}
