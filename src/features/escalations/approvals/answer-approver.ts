import { transaction, type Ctx } from '../../../core/context.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import type { Tx } from '../../../db/client.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange, type Change } from '../record-change.ts';
import type { Case, CaseEntry } from '../tables.ts';
import { askedNow } from './asked-now.ts';
import { changeApproval } from './change-approval.ts';
import { alreadySettled, holdRequest, isAnswered, type Held } from './hold-request.ts';
import type { AnswerApproverInput } from './inputs.ts';
import { approvalKey } from './messages/card.ts';
import { answerReply } from './messages/to-approver.ts';
import type { Approval } from './tables.ts';

/** Answers the approver: on the approval card, and in its thread, because an edit tells nobody. */
export function answerApprover(ctx: Ctx, { approvalId, answer, requestId }: AnswerApproverInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.answer-approver');
    if (held.approval.state !== 'asked') return alreadySettled(ctx, held, false);
    if (held.approval.answer !== null) return answeredBefore(tx, ctx, held, requestId);
    return keepAnswer(tx, ctx, held, { text: answer, requestId });
  });
}

/** The same form again is success. */
async function answeredBefore(tx: Tx, ctx: Ctx, { view }: Held, requestId: string): Promise<Case> {
  return alreadyDone(tx, ctx, view.case.id, () => false, requestId).catch(() => {
    throw isAnswered(view);
  });
}

/** The words of a thread reply, as the log keeps them. */
export type Written = Pick<Change, 'slackChannel' | 'slackTs'> & { readonly text: string; readonly requestId: string };

/** The answer to a request that is held and open. */
export async function keepAnswer(tx: Tx, ctx: Ctx, { view, approval }: Held, written: Written): Promise<Case> {
  const { text, requestId } = written;
  const answered = await moveCase(tx, ctx, view.case.id, 'note', { requestId });
  if (!answered) return view.case;
  const changed = await changeApproval(tx, ctx, approval, { answer: text });
  const detail = { approval: approval.number };
  await recordChange(tx, ctx, answered, { kind: 'approval-answer', detail, ...written }, (after, entry) =>
    tellApprover(after, entry, changed),
  );
  return answered;
}

function tellApprover(view: CaseView, entry: CaseEntry, approval: Approval): readonly Outgoing[] {
  const to = askedNow(approval);
  if (to === undefined) return [];
  const inThreadOf = approvalKey(approval, approval.asked.length - 1);
  const dedupeKey = `case:${view.case.id}:entry:${entry.id}:approver`;
  return [{ kind: 'post', to, inThreadOf, message: answerReply(view, entry), dedupeKey }];
}
