import { and, eq, isNull } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { cases, type Case } from '../tables.ts';
import { remind } from './remind.ts';
import { beatOf } from './repeating.ts';
import { tellCustomer, toTellCustomer } from './watch-customer.ts';

/** Reminds whoever raised a case to tell the customer what was decided, for as long as they have not said that they did. */
export function remindToTell(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const of = await untold(tx, ctx, caseId);
    if (!of?.closedAt) return;
    const { calendar } = await teamCalendar(tx, ctx, of.teamId);
    const { lastAt, nextAt } = beatOf(toTellCustomer, of.closedAt, ctx.clock.now(), calendar);
    const run = `${of.closedAt.getTime()}:${lastAt?.getTime()}`;
    if (lastAt) await remind(tx, ctx, [{ slackId: of.raisedBy, caseId, kind: 'tell-customer', run }]);
    if (nextAt) await addJob(tx, ctx, tellCustomer, { caseId }, { runAt: nextAt, dedupeKey: caseId });
  });
}

async function untold(tx: Tx, ctx: Ctx, caseId: string): Promise<Case | undefined> {
  const isUntold = and(eq(cases.state, 'resolved'), isNull(cases.toldCustomerAt), eq(cases.isPrivate, false));
  const [found] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId), isUntold));
  return found;
}
