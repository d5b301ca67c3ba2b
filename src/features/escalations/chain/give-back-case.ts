import { transaction, type Ctx } from '../../../core/context.ts';
import { alreadyDone } from '../handling/move-case.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';
import type { GiveBackCaseInput } from './inputs.ts';
import { returnToPool } from './return-to-pool.ts';

/** The owner puts a case back: it is open again, and somebody else is asked. */
export function giveBackCase(ctx: Ctx, { caseId, note, requestId }: GiveBackCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, (found) =>
      found.owner === null ? 'case.see' : 'case.give-back',
    );
    const { owner } = before;
    const returned =
      owner !== null &&
      (await returnToPool(tx, ctx, { ...before, owner }, { kind: 'given-back', text: note, requestId }));
    return returned || alreadyDone(tx, ctx, caseId, () => false, requestId);
  });
}
