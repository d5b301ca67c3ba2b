import { transaction, type Ctx } from '../../../core/context.ts';
import { addToLog } from './add-to-log.ts';
import type { AddNoteInput } from '../inputs.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';

/** Adds a note to the log. Nobody is notified: the card shows it. */
export function addNote(ctx: Ctx, { caseId, text, requestId }: AddNoteInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.note');

    return addToLog(tx, ctx, before, { as: 'note', mayAnswer: false, text, requestId });
  });
}
