import { and, desc, eq, like } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { postedMessages } from '../../../../outbox/tables.ts';
import { weekKey, weekOfKey } from '../ids.ts';
import { showWeekAnew, type TellWeek } from '../job-kinds.ts';
import { hearersOf } from './read-week.ts';
import { messageOfWeek } from './tell-week.ts';
import { SETTLED } from './week-message.ts';

/** What was found by nobody is found now: whoever has it in their list sees so, the actor and those who hear of a team's. */
export async function showWeeksAnew(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const readers = new Set([ctx.actor.slackId, ...(await hearersOf(tx, ctx, teamId))]);
  for (const slackId of [...readers].toSorted())
    await addJob(tx, ctx, showWeekAnew, { slackId }, { dedupeKey: slackId });
}

/** The last list that this person was told of; nothing where there is none. */
export function showLastWeekAnew(ctx: Ctx, { slackId }: { readonly slackId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const last = await lastWeek(tx, ctx, slackId);
    if (!last) return;
    const message = (await messageOfWeek(tx, ctx, last)) ?? SETTLED;
    await enqueue(tx, ctx, [{ kind: 'edit', messageKey: weekKey(last), message }]);
  });
}

async function lastWeek(tx: Tx, ctx: Ctx, slackId: string): Promise<TellWeek | undefined> {
  const { messageKey, workspaceId } = postedMessages;
  const [row] = await tx
    .select({ messageKey })
    .from(postedMessages)
    .where(and(eq(workspaceId, ctx.workspaceId), like(messageKey, `policy-week:${slackId}:%`)))
    .orderBy(desc(messageKey))
    .limit(1);
  return row && weekOfKey(row.messageKey);
}
