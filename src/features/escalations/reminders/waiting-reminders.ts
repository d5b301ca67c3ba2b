import { and, asc, eq, isNull, lte, min, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { people } from '../../../people/tables.ts';
import { caseApprovals } from '../approvals/tables.ts';
import { caseClocks } from '../clocks/tables.ts';
import { promises } from '../promises/tables.ts';
import { cases } from '../tables.ts';
import { reminders } from './tables.ts';
import type { Matter } from './whose-matter.ts';

export interface WaitingReminder extends Matter {
  /** Of the person whose matter it is. */
  readonly name: string | null;
}

/** Read at once, so that whoever comes back to thousands is told of them in bounded steps. */
export const MOST_AT_ONCE = 200;

/**
 * What is to be looked at for this person now, the oldest first, with what each is about as it is now; locked, so that
 * nobody else tells it.
 */
export async function waitingReminders(tx: Tx, ctx: Ctx, slackId: string): Promise<readonly WaitingReminder[]> {
  const { workspaceId, caseId, run } = reminders;
  return tx
    .select({
      reminder: reminders,
      case: cases,
      clock: caseClocks,
      promise: promises,
      approval: caseApprovals,
      name: people.name,
    })
    .from(reminders)
    .innerJoin(cases, and(eq(cases.workspaceId, workspaceId), eq(cases.id, caseId)))
    .leftJoin(
      caseClocks,
      and(
        eq(caseClocks.workspaceId, workspaceId),
        eq(caseClocks.caseId, caseId),
        eq(run, sql`${caseClocks.kind} || ':' || ${caseClocks.run}`),
      ),
    )
    .leftJoin(
      promises,
      and(eq(promises.workspaceId, workspaceId), eq(promises.caseId, caseId), eq(run, sql`${promises.id}::text`)),
    )
    .leftJoin(
      caseApprovals,
      and(
        eq(caseApprovals.workspaceId, workspaceId),
        eq(caseApprovals.caseId, caseId),
        // Whoever is asked may be reminded several times: `<approval>:<count>`.
        sql`split_part(${run}, ':', 1) = ${caseApprovals.id}::text`,
      ),
    )
    .leftJoin(people, and(eq(people.workspaceId, workspaceId), eq(people.slackId, reminders.slackId)))
    .where(
      and(eq(workspaceId, ctx.workspaceId), eq(reminders.tellTo, slackId), isNull(reminders.settledAt), isDue(ctx)),
    )
    .orderBy(asc(reminders.lookAt), asc(reminders.id))
    .limit(MOST_AT_ONCE)
    .for('update', { of: reminders });
}

/** When there is something to look at for this person next. */
export async function nextLook(tx: Tx, ctx: Ctx, slackId: string): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: min(reminders.lookAt) })
    .from(reminders)
    .where(and(eq(reminders.workspaceId, ctx.workspaceId), eq(reminders.tellTo, slackId), isNull(reminders.settledAt)));
  return row?.at ?? undefined;
}

function isDue(ctx: Ctx) {
  return lte(reminders.lookAt, ctx.clock.now());
}
