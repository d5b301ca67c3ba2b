import { and, inArray, isNull } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { KeepPromiseInput } from './inputs.ts';
import { isInTime } from './promise-rules.ts';
import { movePromise, recordPromise, requirePromise } from './record-promise.ts';
import { promises, type LedgerPromise } from './tables.ts';

/**
 * Records that a promise was kept: now, or at an earlier time. What counts is when it was kept, not when that is said:
 * kept by its due time it counts as kept even where it was recorded as broken; kept later it stays broken.
 */
export function keepPromise(
  ctx: Ctx,
  { promiseId, keptAt = ctx.clock.now() }: KeepPromiseInput,
): Promise<LedgerPromise> {
  return transaction(ctx, async (tx) => {
    const { promise: before } = await requirePromise(tx, ctx, promiseId, 'case.promise');
    if (keptAt < before.madeAt) throw new UserError('Choose a time after it was promised.', 'keptAt');
    if (keptAt > ctx.clock.now()) throw new UserError('Choose a time that has passed.', 'keptAt');

    const inTime = isInTime(before, keptAt);
    const kept = await movePromise(
      tx,
      ctx,
      promiseId,
      inTime ? { state: 'kept', decidedAt: keptAt, keptAt } : { state: 'broken', decidedAt: before.dueAt, keptAt },
      and(inArray(promises.state, ['open', 'broken']), isNull(promises.keptAt)),
    );
    if (!kept) return keptBefore(before);

    const detail = { keptAt: keptAt.toISOString(), late: !inTime, healed: inTime && before.state === 'broken' };
    await recordPromise(tx, ctx, kept, { kind: 'promise-kept', detail });
    return kept;
  });
}

/** Pressed twice it is kept once. */
function keptBefore(promise: LedgerPromise): LedgerPromise {
  if (promise.keptAt !== null) return promise;
  throw new UserError(`That promise was ${promise.state} meanwhile.`);
}
