import { and, desc, eq, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { people } from '../../../people/tables.ts';
import { policies } from '../library/tables.ts';
import { gapsVisibleTo } from './gaps-visible-to.ts';
import { type PolicyGap, policyGaps } from './tables.ts';

export interface ListedGap {
  readonly gap: PolicyGap;
  readonly ownerName: string;
  /** Its answer is becoming a policy that is not published yet. */
  readonly isComing: boolean;
}

export interface GapList {
  readonly rows: readonly ListedGap[];
  readonly page: number;
  readonly hasMore: boolean;
}

const ROWS = 20;
const MOST_WAITING = 30;

/** Those that wait for this person first, then what else they may see: open ones before those that ended, the newest first. */
export function listGaps(ctx: Ctx, page = 0): Promise<GapList> {
  return transaction(ctx, async (tx) => {
    const { slackId } = ctx.actor;
    const waits = sql`(${policyGaps.state} = 'open' and ${policyGaps.owner} = ${slackId})`;
    const rows = await tx
      .select({ gap: policyGaps, ownerName: people.name, isArchived: sql<boolean>`${policies.archivedAt} is not null` })
      .from(policyGaps)
      .leftJoin(people, and(eq(people.workspaceId, policyGaps.workspaceId), eq(people.slackId, policyGaps.owner)))
      .leftJoin(policies, and(eq(policies.workspaceId, policyGaps.workspaceId), eq(policies.id, policyGaps.policyId)))
      .where(and(eq(policyGaps.workspaceId, ctx.workspaceId), gapsVisibleTo(ctx.actor)))
      .orderBy(desc(waits), desc(sql`${policyGaps.state} = 'open'`), desc(policyGaps.askedAt), desc(policyGaps.number))
      .limit(ROWS + 1)
      .offset(page * ROWS);
    const listed = rows.slice(0, ROWS).map(({ gap, ownerName, isArchived }) => ({
      gap,
      ownerName: ownerName ?? 'Somebody',
      isComing: gap.awaitsPolicy && !isArchived,
    }));
    return { rows: listed, page, hasMore: rows.length > ROWS };
  });
}

/** What waits for this person, the longest due first. */
export function gapsWaitingFor(tx: Tx, ctx: Ctx, slackId: string): Promise<readonly PolicyGap[]> {
  return tx
    .select()
    .from(policyGaps)
    .where(
      and(eq(policyGaps.workspaceId, ctx.workspaceId), eq(policyGaps.owner, slackId), eq(policyGaps.state, 'open')),
    )
    .orderBy(policyGaps.dueAt, policyGaps.number)
    .limit(MOST_WAITING);
}
