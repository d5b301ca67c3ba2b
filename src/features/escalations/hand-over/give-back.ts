import { and, eq, inArray } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { membersOf } from '../../../people/queries.ts';
import { isToBeDecided } from '../approvals/waits-for-approver.ts';
import { backAgain } from '../chain/messages.ts';
import { calledFirst } from '../chain/whom-to-call.ts';
import { isOrdinary } from '../cases-visible-to.ts';
import { openStates } from '../lifecycle.ts';
import { moveCase } from '../move-case.ts';
import { recordChange, tellDeciders } from '../record-change.ts';
import { cases, type Case } from '../tables.ts';

/** What a case is given back for, as the log keeps it. */
export type ReturnReason = 'nobody-took-it' | 'owner-gone';

/**
 * Makes a case everybody's again, unless `from` does not own it any more; the chain asks for somebody anew. Done by the
 * app itself.
 */
export async function returnCase(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  from: string,
  because: ReturnReason,
): Promise<Case | undefined> {
  const returned = await moveCase(tx, ctx, caseId, 'giveBack', {
    set: { owner: null, claimedAt: null },
    onlyIf: and(eq(cases.owner, from), isToBeDecided),
  });
  if (!returned) return undefined;
  await recordChange(
    tx,
    ctx,
    returned,
    { kind: 'given-back', detail: { from, because } },
    (view, entry) => [tellDeciders(view, entry, backAgain(view, entry, calledFirst(view)))],
    from,
  );
  return returned;
}

/**
 * Takes back the open cases of a team whose owners cannot decide there any more: they left the team or the workspace, or
 * have another role now. One transaction each.
 */
export async function returnCasesOfTheGone(ctx: Ctx, teamId: string): Promise<void> {
  const orphaned = await transaction(ctx, (tx) => casesOfTheGone(tx, ctx, teamId));
  for (const { id, owner } of orphaned) {
    if (owner !== null) await transaction(ctx, (tx) => returnCase(tx, ctx, id, owner, 'owner-gone'));
  }
}

async function casesOfTheGone(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly Pick<Case, 'id' | 'owner'>[]> {
  const present = new Set(
    (await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director'])).map((each) => each.slackId),
  );
  const owned = await tx
    .select({ id: cases.id, owner: cases.owner })
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.teamId, teamId),
        inArray(cases.state, [...openStates]),
        isOrdinary,
        isToBeDecided,
      ),
    )
    .orderBy(cases.id);
  return owned.filter(({ owner }) => owner !== null && !present.has(owner));
}

/** Whether somebody may own cases of this team now. */
export async function mayOwn(tx: Tx, ctx: Ctx, teamId: string, slackId: string): Promise<boolean> {
  const deciders = await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director']);
  return deciders.some((each) => each.slackId === slackId);
}
