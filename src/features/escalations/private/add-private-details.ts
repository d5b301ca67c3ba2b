import { transaction, type Ctx } from '../../../core/context.ts';
import { addToLog } from '../handling/add-to-log.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';
import type { PrivateWordsInput } from './inputs.ts';

/** The raiser adds what is new, or answers the question that waits; the mediator is told. */
export function addPrivateDetails(ctx: Ctx, { caseId, text, requestId }: PrivateWordsInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.details-private');
    return addToLog(tx, ctx, before, { as: 'details', mayAnswer: true, text, requestId });
  });
}
