import { and, desc, eq, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { people } from '../../../people/tables.ts';
import { gapsVisibleTo } from './gaps-visible-to.ts';
import { type PolicyGap, policyGaps } from './tables.ts';

export interface ListedGap {
  readonly gap: PolicyGap;
  readonly ownerName: string;
  /** Whether it waits for this person, or is theirs because they asked it or have it. */
  readonly isMine: boolean;
}

const MOST_LISTED = 30;

/** Those that wait for this person first, then what else they may see: open ones before those that ended, the newest first. */
export function listGaps(ctx: Ctx): Promise<readonly ListedGap[]> {
  return transaction(ctx, async (tx) => {
    const { slackId } = ctx.actor;
    const waits = sql`(${policyGaps.state} = 'open' and ${policyGaps.owner} = ${slackId})`;
    const rows = await tx
      .select({ gap: policyGaps, ownerName: people.name })
      .from(policyGaps)
      .leftJoin(people, and(eq(people.workspaceId, policyGaps.workspaceId), eq(people.slackId, policyGaps.owner)))
      .where(and(eq(policyGaps.workspaceId, ctx.workspaceId), gapsVisibleTo(ctx.actor)))
      .orderBy(desc(waits), desc(sql`${policyGaps.state} = 'open'`), desc(policyGaps.askedAt), desc(policyGaps.number))
      .limit(MOST_LISTED);
    return rows.map(({ gap, ownerName }) => ({
      gap,
      ownerName: ownerName ?? 'Somebody',
      isMine: gap.owner === slackId || gap.askedBy === slackId,
    }));
  });
}

/** What waits for this person, the longest due first. */
export function waitingFor(tx: Tx, ctx: Ctx, slackId: string): Promise<readonly PolicyGap[]> {
  return tx
    .select()
    .from(policyGaps)
    .where(
      and(eq(policyGaps.workspaceId, ctx.workspaceId), eq(policyGaps.owner, slackId), eq(policyGaps.state, 'open')),
    )
    .orderBy(policyGaps.dueAt, policyGaps.number)
    .limit(MOST_LISTED);
}
