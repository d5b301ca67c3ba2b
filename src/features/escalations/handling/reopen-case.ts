import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { giveBackBudget } from '../../../people/authority/budget.ts';
import { grantsNothing } from '../approvals/approval-rules.ts';
import type { CaseView } from '../case-view.ts';
import { undoException } from '../exceptions/record-exception.ts';
import type { ReopenCaseInput } from '../inputs.ts';
import { recall } from '../messages/to-deciders.ts';
import { reopening } from '../messages/to-raiser.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange, tellDeciders, tellRaiser } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case, type CaseEntry } from '../tables.ts';
import { calledFirst, criticalCalls } from '../chain/whom-to-call.ts';

/**
 * Opens a closed case again: without owner and decision (the log keeps them), with its write-up. The raiser is told not
 * to rely on the decision, and those who may claim it are called.
 */
export function reopenCase(ctx: Ctx, { caseId, reason, requestId }: ReopenCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.reopen');

    const reopened = await moveCase(tx, ctx, caseId, 'reopen', {
      set: UNDECIDED,
      onlyIf: isSameDecision(before),
      requestId,
    });
    if (!reopened) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    await undoDecision(tx, ctx, before);
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

/** What is given back to the budget is what this decision took. */
function isSameDecision({ decidedAmount, budgetMonth }: Case): SQL {
  return sql`${cases.decidedAmount} is not distinct from ${decidedAmount} and ${cases.budgetMonth} is not distinct from ${budgetMonth}`;
}

async function undoDecision(tx: Tx, ctx: Ctx, before: Case): Promise<void> {
  const { decision, budgetMonth: month, decidedAmount: minor, currency } = before;
  if (decision !== null) await undoException(tx, ctx, before.id);
  if (decision === null || grantsNothing(decision)) return;
  if (month === null || minor === null || currency === null) return;
  await giveBackBudget(tx, ctx, before.teamId, month, { minor, currency });
}

const UNDECIDED = {
  owner: null,
  claimedAt: null,
  decision: null,
  decidedAmount: null,
  decidedBy: null,
  approvedBy: null,
  authorityRevision: null,
  budgetMonth: null,
  tellCustomer: null,
  toldCustomerAt: null,
  closedAt: null,
};

function tellOthers(view: CaseView, entry: CaseEntry): readonly Outgoing[] {
  const called = [tellDeciders(view, entry, recall(view, entry, calledFirst(view))), ...criticalCalls(view)];
  return entry.by === view.case.raisedBy ? called : [tellRaiser(view, entry, reopening(view, entry)), ...called];
}
