import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { dayAndTime } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';
import type { MakePromiseInput } from './inputs.ts';
import { backAt, isKeepable } from './plan.ts';
import { movePromise, recordPromise } from './record-promise.ts';
import { promises, type LedgerPromise } from './tables.ts';
import { enter, madeBefore } from './enter-promise.ts';

/**
 * Enters what the customer was promised, or another date for an open promise, which stays in the ledger as moved. Only
 * times at which the team is there can be promised.
 */
export function makePromise(ctx: Ctx, input: MakePromiseInput): Promise<LedgerPromise> {
  return transaction(ctx, async (tx) => {
    const of = await requireCase(tx, ctx, input.caseId, 'case.promise');
    const repeated = await madeBefore(tx, ctx, input.requestId);
    if (repeated) return repeated;
    await requireKeepable(tx, ctx, of, input.dueAt);

    const { moves, ...said } = input;
    if (moves !== undefined) await endEarlier(tx, ctx, of, moves);
    const made = await enter(tx, ctx, { ...said, replaces: moves });
    await recordPromise(tx, ctx, made, {
      kind: moves === undefined ? 'promised' : 'promise-moved',
      requestId: input.requestId,
    });
    return made;
  });
}

async function requireKeepable(tx: Tx, ctx: Ctx, of: Case, dueAt: Date): Promise<void> {
  if (dueAt <= ctx.clock.now()) throw new UserError('Choose a time to come.', 'by');
  const { calendar } = await teamCalendar(tx, ctx, of.teamId);
  if (isKeepable(calendar, dueAt)) return;
  const back = backAt(calendar, dueAt);
  // A team without any hours ahead promises by the plain clock.
  if (!back) return;
  const when = dayAndTime(back, ctx.actor.timeZone);
  throw new UserError(`Nobody of the team is there then. They are back on ${when}.`, 'by');
}

async function endEarlier(tx: Tx, ctx: Ctx, of: Case, promiseId: string): Promise<void> {
  const isOpenHere = and(eq(promises.state, 'open'), eq(promises.caseId, of.id));
  const moved = await movePromise(tx, ctx, promiseId, { state: 'moved', decidedAt: ctx.clock.now() }, isOpenHere);
  if (!moved) throw new UserError('That promise is not open any more: it was kept, broken, moved or withdrawn.');
}
