import { eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { promptRaiser, recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import type { PrivateWordsInput } from './inputs.ts';
import { tellParties } from './tell-parties.ts';

/** The mediator closes the case with what was agreed; everybody it is for is told. There is no customer to be told. */
export function settleCase(ctx: Ctx, { caseId, text, requestId }: PrivateWordsInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.resolve-private');
    const now = ctx.clock.now();
    const settled = await moveCase(tx, ctx, caseId, 'resolve', {
      set: {
        decision: 'answered',
        decidedBy: ctx.actor.slackId,
        tellCustomer: text,
        toldCustomerAt: now,
        closedAt: now,
      },
      onlyIf: eq(cases.owner, ctx.actor.slackId),
      requestId,
    });
    if (!settled) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    const change = { kind: 'resolved', text, detail: { decision: 'answered' }, requestId } as const;
    await recordChange(tx, ctx, settled, change, (view, entry) => [
      promptRaiser(view, entry),
      ...tellParties(view, entry),
    ]);
    return settled;
  });
}
