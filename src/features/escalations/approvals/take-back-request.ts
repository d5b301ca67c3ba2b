import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { changeApproval } from './change-approval.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { TakeBackInput } from './inputs.ts';

/** Ends a request before it is decided: the case is its owner's again, a refusal that was to be looked at again stays. */
export function takeBackRequest(ctx: Ctx, { approvalId }: TakeBackInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, ({ kind }) =>
      kind === 'appeal' ? 'case.look-at-refusal-again' : 'case.take-back-request',
    );
    const { view, approval } = held;
    const me = ctx.actor.slackId;
    const isMine = approval.state === 'withdrawn' && approval.decidedBy === me;
    if (approval.state !== 'asked') return alreadySettled(ctx, held, isMine);

    const decidedAt = eventTime(ctx);
    await changeApproval(tx, ctx, approval, { state: 'withdrawn', decidedBy: me, decidedAt });
    const back =
      approval.kind === 'appeal'
        ? await moveCase(tx, ctx, view.case.id, 'uphold', { set: { closedAt: decidedAt } })
        : await moveCase(tx, ctx, view.case.id, 'refuseApproval');
    if (!back) throw new Error('a case that waits for approval cannot be given back');
    await recordChange(tx, ctx, back, { kind: 'approval-taken-back', detail: { approval: approval.number } });
    return back;
  });
}
