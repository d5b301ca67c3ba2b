import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { rolesIn } from '../../../people/permissions.ts';
import { isAtLeast } from '../../../people/authority/judge.ts';
import type { CaseView } from '../case-view.ts';
import { moveCase } from '../handling/move-case.ts';
import { promptRaiser, recordChange } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { changeApproval } from './change-approval.ts';
import { leastRoleFor } from './find-approver.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { UpholdInput } from './inputs.ts';
import type { Approval } from './tables.ts';

/** Leaves a refusal as it is, after a second look. The raiser gets words for the customer; the reason stays in the log. */
export function upholdRefusal(ctx: Ctx, input: UpholdInput): Promise<Case> {
  const { approvalId, reason, tellCustomer, requestId } = input;
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.approve');
    const { view, approval } = held;
    const me = ctx.actor.slackId;
    const isMine = approval.state === 'refused' && approval.decidedBy === me;
    if (approval.state !== 'asked') return alreadySettled(ctx, held, isMine);
    if (approval.kind !== 'appeal') throw new UserError('This is a request for approval: press “Approve” or “Refuse”.');
    requireOtherEyes(ctx, view, approval);

    const decidedAt = eventTime(ctx);
    await changeApproval(tx, ctx, approval, { state: 'refused', refusal: reason, decidedBy: me, decidedAt });
    const closed = await moveCase(tx, ctx, view.case.id, 'uphold', {
      set: { tellCustomer, closedAt: decidedAt, toldCustomerAt: null },
    });
    if (!closed) throw new Error('a case that waits for a second look cannot be closed');
    const detail = { approval: approval.number, decision: 'refused', reason };
    await recordChange(tx, ctx, closed, { kind: 'upheld', text: tellCustomer, detail, requestId }, (after, entry) => [
      promptRaiser(after, entry),
    ]);
    return closed;
  });
}

/** A second look is somebody else's, of at least the role that refused. */
export function requireOtherEyes(ctx: Ctx, view: CaseView, approval: Approval): void {
  const { number } = view.case;
  if (approval.refusedBy === ctx.actor.slackId) {
    throw new UserError(`#${number}: You refused it, so somebody else has to look at it again.`);
  }
  const least = leastRoleFor(view, approval);
  if (rolesIn(ctx.actor.memberships, view.team.id).some((role) => isAtLeast(role, least))) return;
  throw new UserError(`#${number}: A ${least} refused it, so a ${least} or somebody above has to look at it again.`);
}
