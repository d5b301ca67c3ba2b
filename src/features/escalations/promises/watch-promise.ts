import { and, eq, lte } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { remind } from '../reminders/remind.ts';
import { cases, type Case } from '../tables.ts';
import { watch } from './job-kinds.ts';
import { remindAt } from './promise-rules.ts';
import { aboutPromise, movePromise, recordPromise } from './record-promise.ts';
import { promises, type LedgerPromise } from './tables.ts';

/**
 * Reminds whoever sees to the promise, or, once its time is over, records that it was broken, as of the time it was due.
 * It compares with the ledger first: running early, late or twice changes nothing.
 */
export function lookAtPromise(ctx: Ctx, promiseId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await openPromise(tx, ctx, promiseId);
    if (!found) return;
    const { promise, case: of } = found;
    const now = ctx.clock.now();
    if (promise.dueAt <= now) return breakPromise(tx, ctx, promise);

    const { calendar } = await teamCalendar(tx, ctx, of.teamId);
    const reminding = remindAt(calendar, promise.madeAt, promise.dueAt);
    if (reminding > now) return watch(tx, ctx, promise, reminding);
    await remind(tx, ctx, [aboutPromise(promise, of, 'promise-soon')]);
    await watch(tx, ctx, promise, promise.dueAt);
  });
}

async function breakPromise(tx: Tx, ctx: Ctx, promise: LedgerPromise): Promise<void> {
  const isOver = and(eq(promises.state, 'open'), lte(promises.dueAt, ctx.clock.now()));
  const broken = await movePromise(tx, ctx, promise.id, { state: 'broken', decidedAt: promise.dueAt }, isOver);
  if (!broken) return;
  await recordPromise(tx, ctx, broken, { kind: 'promise-broken' });
}

async function openPromise(
  tx: Tx,
  ctx: Ctx,
  promiseId: string,
): Promise<{ promise: LedgerPromise; case: Case } | undefined> {
  const [found] = await tx
    .select({ promise: promises, case: cases })
    .from(promises)
    .innerJoin(cases, and(eq(cases.workspaceId, promises.workspaceId), eq(cases.id, promises.caseId)))
    .where(and(eq(promises.workspaceId, ctx.workspaceId), eq(promises.id, promiseId), eq(promises.state, 'open')));
  return found;
}
