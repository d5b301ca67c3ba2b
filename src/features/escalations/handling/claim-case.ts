import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { ClaimCaseInput } from '../inputs.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import type { Case } from '../tables.ts';

/** Gives an open case to the actor. Of many at once one wins; the others are told who has it. */
export function claimCase(ctx: Ctx, { caseId }: ClaimCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.claim');
    const me = ctx.actor.slackId;

    const claimed = await moveCase(tx, ctx, caseId, 'claim', { set: { owner: me, claimedAt: eventTime(ctx) } });
    if (!claimed) return alreadyDone(tx, ctx, caseId, (view) => isOwnedBy(view.case, me));

    await recordChange(tx, ctx, claimed, { kind: 'claimed' });
    return claimed;
  });
}

function isOwnedBy({ state, owner }: Case, slackId: string): boolean {
  return owner === slackId && (state === 'claimed' || state === 'waiting');
}
