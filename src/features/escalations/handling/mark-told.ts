import { isNull } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { MarkToldInput } from '../inputs.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';

/** Records that the customer knows the decision. */
export function markTold(ctx: Ctx, { caseId }: MarkToldInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.told-customer');

    const told = await moveCase(tx, ctx, caseId, 'markTold', {
      set: { toldCustomerAt: eventTime(ctx) },
      onlyIf: isNull(cases.toldCustomerAt),
    });
    if (!told) return alreadyDone(tx, ctx, caseId, (view) => view.case.toldCustomerAt !== null);

    await recordChange(tx, ctx, told, { kind: 'told' });
    return told;
  });
}
