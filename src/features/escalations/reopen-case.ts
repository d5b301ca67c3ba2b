import { transaction, type Ctx } from '../../core/context.ts';
import type { Outgoing } from '../../outbox/enqueue.ts';
import type { CaseView } from './case-view.ts';
import type { ReopenCaseInput } from './inputs.ts';
import { recall } from './messages/to-deciders.ts';
import { reopening } from './messages/to-raiser.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange, tellDeciders, tellRaiser } from './record-change.ts';
import { requireCase } from './require-case.ts';
import type { Case, CaseEntry } from './tables.ts';
import { calledFirst, criticalCalls } from './chain/whom-to-call.ts';

/**
 * Opens a closed case again: without owner and decision (the log keeps them), with its write-up. The raiser is told not
 * to rely on the decision, and those who may claim it are called.
 */
export function reopenCase(ctx: Ctx, { caseId, reason, requestId }: ReopenCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.reopen');

    const reopened = await moveCase(tx, ctx, caseId, 'reopen', { set: UNDECIDED, requestId });
    if (!reopened) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    const detail = { from: before.state, owner: before.owner, decision: before.decision };
    await recordChange(
      tx,
      ctx,
      reopened,
      { kind: 'reopened', text: reason, detail, requestId },
      tellOthers,
      before.owner,
    );
    return reopened;
  });
}

const UNDECIDED = {
  owner: null,
  claimedAt: null,
  decision: null,
  decidedAmount: null,
  tellCustomer: null,
  toldCustomerAt: null,
  closedAt: null,
};

function tellOthers(view: CaseView, entry: CaseEntry): readonly Outgoing[] {
  const called = [tellDeciders(view, entry, recall(view, entry, calledFirst(view))), ...criticalCalls(view)];
  return entry.by === view.case.raisedBy ? called : [tellRaiser(view, entry, reopening(view, entry)), ...called];
}
