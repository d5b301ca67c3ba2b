import { transaction, type Ctx } from '../../../core/context.ts';
import { casePromptKey } from '../case-view.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange, tellDeciders, tellRaiser } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { questionThread } from './approval-words.ts';
import { changeApproval } from './change-approval.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { AskRequesterInput } from './inputs.ts';
import { questionReply } from './messages/to-requester.ts';

/** Asks whoever wants the approval something first: in the thread where they follow the case. */
export function askRequester(ctx: Ctx, { approvalId, question, requestId }: AskRequesterInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.approve');
    const { view, approval } = held;
    if (approval.state !== 'asked') return alreadySettled(ctx, held, false);

    const asked = await moveCase(tx, ctx, view.case.id, 'note', { requestId });
    if (!asked) return view.case;
    const changed = await changeApproval(tx, ctx, approval, { question, answer: null });
    const detail = { approval: approval.number, kind: approval.kind, to: approval.requestedBy };
    await recordChange(
      tx,
      ctx,
      asked,
      { kind: 'approval-question', text: question, detail, requestId },
      (after, entry) => {
        const message = questionReply(after, entry);
        const tell = questionThread(changed) === 'status' ? tellRaiser : tellDeciders;
        return [{ ...tell(after, entry, message), messageKey: casePromptKey(entry) }];
      },
    );
    return asked;
  });
}
