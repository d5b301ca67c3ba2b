import { eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { promptRaiser, recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import type { PrivateWordsInput } from './inputs.ts';

/** The mediator asks the raiser; the case waits for the answer. Nothing happens if somebody else mediates it by now. */
export function askPrivately(ctx: Ctx, { caseId, text, requestId }: PrivateWordsInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.ask-private');
    const set = { waitingOn: 'agent' as const };
    const asked = await moveCase(tx, ctx, caseId, 'ask', {
      set,
      onlyIf: eq(cases.owner, ctx.actor.slackId),
      requestId,
    });
    if (!asked) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    const change = { kind: 'asked', text, detail: { of: 'agent' }, requestId } as const;
    await recordChange(tx, ctx, asked, change, (view, entry) => [promptRaiser(view, entry)]);
    return asked;
  });
}
