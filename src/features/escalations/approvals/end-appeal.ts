import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { caseView } from '../case-view.ts';
import type { Case, Decision } from '../tables.ts';
import { changeApproval } from './change-approval.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { Approval } from './tables.ts';
import { requireOtherEyes } from './uphold-refusal.ts';

/**
 * Before a case is resolved: undefined where it waits for no approver. Where it waits for a second look, the actor gives
 * it by resolving, and the request ends here. A case that waits for an approval is not resolved past it.
 */
export async function endAppeal(tx: Tx, ctx: Ctx, of: Case, decision: Decision): Promise<Approval | undefined> {
  if (of.waitingOn !== 'approver') return undefined;
  const { approval: newest } = await caseView(tx, ctx, of.id);
  if (!newest) throw new Error('a case waits for an approver without a request');
  const held = await holdRequest(tx, ctx, newest.id, 'case.approve');
  const { view, approval } = held;
  if (approval.kind !== 'appeal' || approval.state !== 'asked') alreadySettled(ctx, held, false);
  requireOtherEyes(ctx, view, approval);
  if (decision === 'refused') throw new UserError('To leave it refused, press “Uphold”.', 'decision');
  const me = ctx.actor.slackId;
  return changeApproval(tx, ctx, approval, {
    state: 'approved',
    approvedBy: [me],
    decidedBy: me,
    decidedAt: ctx.clock.now(),
  });
}
