import { transaction, type Ctx } from '../../../core/context.ts';
import { addToLog } from './add-to-log.ts';
import { holdCase } from '../hold-case.ts';
import type { AddDetailsInput } from '../inputs.ts';
import { enterTimeTold } from '../promises/enter-promise.ts';
import { earliestOpen } from '../promises/record-promise.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';

/** Adds details to a case; the fields that are given replace the case's own. From the raiser they answer an open question. */
export function addDetails(ctx: Ctx, input: AddDetailsInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, input.caseId, 'case.details');

    const { text, requestId, customer, ticketLink, promisedBy } = input;
    if (promisedBy) {
      await enterTimeTold(tx, ctx, before, promisedBy, requestId);
      await holdCase(tx, ctx, before.id);
    }
    // drizzle leaves out of the UPDATE what is undefined.
    const set = { customer, ticketLink, ...(promisedBy && { promisedBy: earliestOpen }) };
    return addToLog(tx, ctx, before, { as: 'details', mayAnswer: true, text, requestId, set });
  });
}
