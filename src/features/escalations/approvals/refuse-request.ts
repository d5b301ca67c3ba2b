import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange, tellDeciders } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { changeApproval } from './change-approval.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { RefuseInput } from './inputs.ts';
import { refusedReply } from './messages/to-requester.ts';

/** Refuses what was asked for. The case is the decider's again, who reads why and may decide less. */
export function refuseRequest(ctx: Ctx, { approvalId, reason, requestId }: RefuseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.approve');
    const { view, approval } = held;
    const me = ctx.actor.slackId;
    const isMine = approval.state === 'refused' && approval.decidedBy === me;
    if (approval.state !== 'asked') return alreadySettled(ctx, held, isMine);
    if (approval.kind === 'appeal') throw new UserError('A refusal is looked at again with “Grant” or “Uphold”.');

    await changeApproval(tx, ctx, approval, {
      state: 'refused',
      refusal: reason,
      decidedBy: me,
      decidedAt: eventTime(ctx),
    });
    const back = await moveCase(tx, ctx, view.case.id, 'refuseApproval');
    if (!back) throw new Error('a case that waits for approval cannot be given back');
    const detail = { approval: approval.number };
    await recordChange(tx, ctx, back, { kind: 'approval-refused', text: reason, detail, requestId }, (after, entry) => [
      tellDeciders(after, entry, refusedReply(after, entry, approval)),
    ]);
    return back;
  });
}
