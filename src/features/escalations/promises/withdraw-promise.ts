import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { addEntry } from '../record-change.ts';
import type { WithdrawPromiseInput } from './inputs.ts';
import { movePromise, recordPromise, requirePromise } from './record-promise.ts';
import type { Case } from '../tables.ts';
import { promises, type LedgerPromise } from './tables.ts';

/** Takes an open promise back: nobody is reminded of it any more, and it counts as neither kept nor broken. */
export function withdrawPromise(ctx: Ctx, { promiseId }: WithdrawPromiseInput): Promise<LedgerPromise> {
  return transaction(ctx, async (tx) => {
    const { promise: before } = await requirePromise(tx, ctx, promiseId, 'case.promise');
    const withdrawn = await movePromise(
      tx,
      ctx,
      promiseId,
      { state: 'withdrawn', decidedAt: ctx.clock.now() },
      eq(promises.state, 'open'),
    );
    if (!withdrawn && before.state === 'withdrawn') return before;
    if (!withdrawn) throw new UserError(`That promise was ${before.state} meanwhile.`);
    await recordPromise(tx, ctx, withdrawn, { kind: 'promise-withdrawn' });
    return withdrawn;
  });
}

/** Takes back all open promises of a case that is about to be closed; call it before the case itself is changed. */
export async function withdrawAll(tx: Tx, ctx: Ctx, of: Case): Promise<void> {
  const withdrawn = await tx
    .update(promises)
    .set({ state: 'withdrawn', decidedAt: ctx.clock.now() })
    .where(and(eq(promises.workspaceId, ctx.workspaceId), eq(promises.caseId, of.id), eq(promises.state, 'open')))
    .returning();
  for (const { id, what } of withdrawn) {
    await addEntry(tx, ctx, of, { kind: 'promise-withdrawn', detail: { promise: id, what } });
  }
}
