import { and, eq, inArray, isNotNull, not, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { membersOf } from '../../../people/queries.ts';
import { members, people } from '../../../people/tables.ts';
import { isToBeDecided } from '../approvals/waits-for-approver.ts';
import { isOrdinary } from '../finding/cases-visible-to.ts';
import { returnToPool } from '../chain/return-to-pool.ts';
import { openStates } from '../lifecycle.ts';
import { cases } from '../tables.ts';

/**
 * Takes back the open cases of a team whose owners cannot decide there any more: they left the team or the workspace, or
 * have another role now. One transaction each.
 */
export async function returnCasesOfTheGone(ctx: Ctx, teamId: string): Promise<void> {
  const orphaned = await transaction(ctx, (tx) => casesOfTheGone(tx, ctx, teamId));
  for (const of of orphaned) {
    await transaction(ctx, (tx) => returnToPool(tx, ctx, of, { kind: 'given-back', because: 'owner-gone' }));
  }
}

async function casesOfTheGone(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly { id: string; owner: string }[]> {
  const found = await tx
    .select({ id: cases.id, owner: cases.owner })
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.teamId, teamId),
        inArray(cases.state, [...openStates]),
        isOrdinary,
        isToBeDecided,
        isNotNull(cases.owner),
        not(isOwnedByDecider),
      ),
    )
    .orderBy(cases.id);
  return found.flatMap(({ id, owner }) => (owner === null ? [] : [{ id, owner }]));
}

const isOwnedByDecider = sql`exists (
  select from ${members} join ${people} using (workspace_id, slack_id)
  where ${members.workspaceId} = ${cases.workspaceId} and ${members.teamId} = ${cases.teamId}
    and ${members.slackId} = ${cases.owner} and ${members.role} <> 'agent' and ${people.kind} = 'full')`;

/** Whether somebody may own cases of this team now. */
export async function mayOwn(tx: Tx, ctx: Ctx, teamId: string, slackId: string): Promise<boolean> {
  const deciders = await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director']);
  return deciders.some((each) => each.slackId === slackId);
}
