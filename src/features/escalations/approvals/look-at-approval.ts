import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import { remind } from '../reminders/remind.ts';
import { askedNow } from './asked-now.ts';
import { changeApproval } from './change-approval.ts';
import { whomToAsk } from './find-approver.ts';
import { findHeld, type Held } from './hold-request.ts';
import { isEnough } from './is-enough.ts';
import { answerDue, watch } from './job-kinds.ts';
import { approvalPosts } from './messages/card.ts';
import type { Approval } from './tables.ts';

/**
 * Asks the next one if whoever was asked has not answered in time; the last one is reminded instead. Running early, late
 * or twice changes nothing: the row says who was asked when.
 */
export function lookAtApproval(ctx: Ctx, approvalId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const held = await findHeld(tx, ctx, approvalId);
    if (!held || held.approval.state !== 'asked') return;
    const { view, approval } = held;
    const { urgency } = view.case;
    const due = await answerDue(tx, ctx, approval, urgency);
    const isAsked = askedNow(approval) !== undefined;
    if (isAsked && (!due || due > ctx.clock.now())) return watch(tx, ctx, approval, urgency);
    return askNext(tx, ctx, held, isAsked);
  });
}

async function askNext(tx: Tx, ctx: Ctx, held: Held, isAsked: boolean): Promise<void> {
  const { view, approval } = held;
  const matrix = await currentMatrix(tx, ctx, view.team.id);
  const [first] = approval.approvedBy;
  if (first !== undefined && isEnough(view, matrix, approval)) return askFirstAgain(tx, ctx, held, first);
  // While nobody is asked, whoever was before may be again.
  const choice = await whomToAsk(tx, ctx, view, matrix, approval, isAsked ? approval.asked : []);
  if (choice.kind === 'ask') return passOn(tx, ctx, held, choice.slackId);
  if (choice.kind === 'wait' && !isAsked) return watch(tx, ctx, approval, view.case.urgency, choice.until);
  return remindLast(tx, ctx, held);
}

type Renewed = Partial<Pick<Approval, 'approvedBy' | 'why'>>;

async function passOn(tx: Tx, ctx: Ctx, { view, approval }: Held, to: string, renewed: Renewed = {}): Promise<void> {
  const from = askedNow(approval);
  const changed = await changeApproval(tx, ctx, approval, {
    ...renewed,
    asked: [...approval.asked, to],
    askedAt: ctx.clock.now(),
    reminded: 0,
  });
  await watch(tx, ctx, changed, view.case.urgency);
  const moved = await moveCase(tx, ctx, view.case.id, 'note');
  if (!moved) throw new Error('a case that is held has moved');
  const detail = { approval: approval.number, from, to };
  await recordChange(tx, ctx, moved, { kind: 'approval-passed-on', detail }, (after) => approvalPosts(after));
}

/** The line was raised after the first of two had approved it: they are enough now, and say so by the limits that hold now. */
function askFirstAgain(tx: Tx, ctx: Ctx, held: Held, first: string): Promise<void> {
  const { why } = held.approval;
  return passOn(tx, ctx, held, first, { approvedBy: [], why: why && { ...why, approvals: 1 } });
}

/** Nobody else can be asked now. */
async function remindLast(tx: Tx, ctx: Ctx, { view, approval }: Held): Promise<void> {
  const reminded = approval.reminded + 1;
  const changed = await changeApproval(tx, ctx, approval, { reminded });
  await watch(tx, ctx, changed, view.case.urgency);
  const slackId = askedNow(approval);
  if (slackId === undefined) return;
  const dueAt = await answerDue(tx, ctx, { ...approval, reminded: 0 }, view.case.urgency);
  const run = `${approval.id}:${reminded}`;
  await remind(tx, ctx, [{ slackId, caseId: view.case.id, kind: 'approval-late', run, dueAt }]);
}
