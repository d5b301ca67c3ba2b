import { eventTime, transaction, type Ctx, type Role } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { formatMoney } from '../../../core/money.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import { judge, type Grant } from '../../../people/authority/judge.ts';
import type { AuthorityMatrix } from '../../../people/authority/matrix.ts';
import type { CaseView } from '../case-view.ts';
import { moveCase } from '../handling/move-case.ts';
import { promptRaiser, recordChange, tellDeciders } from '../record-change.ts';
import type { Case, CaseEntry } from '../tables.ts';
import { grantOf, hasAuthority, mostFor } from './approval-rules.ts';
import { budgetLine, waitsFor } from './approval-words.ts';
import { changeApproval } from './change-approval.ts';
import { enterException } from './enter-exception.ts';
import { whomToAsk } from './find-approver.ts';
import { alreadySettled, holdRequest, type Held } from './hold-request.ts';
import type { ApproveInput } from './inputs.ts';
import { isEnough, roleOf } from './is-enough.ts';
import { watch } from './job-kinds.ts';
import { approvalPosts } from './messages/card.ts';
import { approvedReply } from './messages/to-requester.ts';
import { nobodyMayApprove, nobodySecondReply } from './messages/nobody-may.ts';
import { tellOverruled } from './tell-overruled.ts';
import { budgetOf, takeFromBudget } from './ruling.ts';
import type { Approval } from './tables.ts';

/**
 * Approves what was asked for, by the matrix, the budget, the roles and the case as they are now, whoever was asked. The
 * case is decided by it, unless it takes a second person: then that one is asked.
 */
export function approveRequest(ctx: Ctx, { approvalId }: ApproveInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.approve');
    const { view, approval } = held;
    const me = ctx.actor.slackId;
    const isMine = approval.approvedBy.includes(me);
    if (approval.state !== 'asked') return alreadySettled(ctx, held, isMine && approval.state === 'approved');
    if (approval.kind === 'appeal') throw new UserError('A refusal is looked at again with “Grant” or “Uphold”.');

    const matrix = await currentMatrix(tx, ctx, view.team.id);
    const grant = grantOf(view.case, approval);
    if (!grant) throw new Error('a request for approval grants nothing');
    const role = roleOf(view, me);
    if (!role || !hasAuthority(matrix, role, grant)) throw notYours(held, matrix, role, grant);
    if (isEnough(view, matrix, approval, [me])) return approveForGood(tx, ctx, held, matrix, grant);
    return isMine ? view.case : approveFirst(tx, ctx, held, matrix);
  });
}

/**
 * The first of two: the second is asked, who is somebody else. Where nobody may be, the decider and the managers are told
 * how to mend it.
 */
async function approveFirst(tx: Tx, ctx: Ctx, { view, approval }: Held, matrix: AuthorityMatrix): Promise<Case> {
  const approvedBy = [...approval.approvedBy, ctx.actor.slackId];
  const wanted = { ...approval, approvedBy };
  const fresh = await whomToAsk(tx, ctx, view, matrix, wanted, approval.asked);
  const choice = fresh.kind === 'nobody' ? await whomToAsk(tx, ctx, view, matrix, wanted) : fresh;
  const asked = choice.kind === 'ask' ? [...approval.asked, choice.slackId] : approval.asked;

  const changed = await changeApproval(tx, ctx, approval, { approvedBy, asked, askedAt: ctx.clock.now(), reminded: 0 });
  await watch(tx, ctx, changed, view.case.urgency, choice.kind === 'wait' ? choice.until : undefined);
  const moved = await moveCase(tx, ctx, view.case.id, 'note');
  if (!moved) throw new Error('a case that is held has moved');
  const detail = { approval: approval.number, to: choice.kind === 'ask' ? choice.slackId : undefined };
  await recordChange(tx, ctx, moved, { kind: 'first-approved', detail }, (after, entry) => [
    ...approvalPosts(after),
    ...(choice.kind === 'nobody' ? tellNobody(after, changed, entry) : []),
  ]);
  return moved;
}

function tellNobody(view: CaseView, approval: Approval, entry: CaseEntry): readonly Outgoing[] {
  const toDecider = tellDeciders(view, entry, nobodySecondReply(view, entry, approval));
  return [toDecider, ...nobodyMayApprove(view, approval, entry)];
}

async function approveForGood(
  tx: Tx,
  ctx: Ctx,
  { view, approval }: Held,
  matrix: AuthorityMatrix,
  grant: Grant,
): Promise<Case> {
  const month = await takeFromBudget(tx, ctx, view.team, grant);
  if (month === false) throw await budgetUsedUp(tx, ctx, view, matrix);

  const { number, requestedBy, decision, amount, currency, tellCustomer } = approval;
  const decidedAt = eventTime(ctx);
  const me = ctx.actor.slackId;
  const approvedBy = [...new Set([...approval.approvedBy, me])];
  await changeApproval(tx, ctx, approval, { state: 'approved', approvedBy, decidedBy: me, decidedAt });
  const resolved = await moveCase(tx, ctx, view.case.id, 'approve', {
    set: {
      decision,
      tellCustomer,
      decidedBy: requestedBy,
      approvedBy,
      authorityRevision: matrix.revision,
      budgetMonth: month,
      closedAt: decidedAt,
      ...(amount !== null && { decidedAmount: amount, currency }),
    },
  });
  if (!resolved) throw new Error('a case that waits for approval cannot be approved');
  await enterException(tx, ctx, resolved, approval);
  const detail = { approval: number, decision, amount, currency, requestedBy, approvedBy };
  await recordChange(tx, ctx, resolved, { kind: 'approved', text: tellCustomer, detail }, (after, entry) => [
    promptRaiser(after, entry),
    tellDeciders(after, entry, approvedReply(after, entry, requestedBy)),
    ...tellOverruled(after, entry, approval),
  ]);
  return resolved;
}

async function budgetUsedUp(tx: Tx, ctx: Ctx, view: CaseView, matrix: AuthorityMatrix): Promise<UserError> {
  const budget = await budgetOf(tx, ctx, view.team, matrix);
  const left = budget ? ` There is ${budgetLine(budget)}.` : '';
  return new UserError(
    `#${view.case.number}: The budget of ${view.team.name} does not leave as much.${left} A manager can raise it under Authority (/floorwalker); or refuse.`,
  );
}

function notYours({ view, approval }: Held, matrix: AuthorityMatrix, role: Role | undefined, grant: Grant): UserError {
  const most = role ? mostFor(matrix, role, grant) : 0;
  const money = formatMoney({ minor: most ?? 0, currency: matrix.currency });
  const now = most === 0 ? 'You may not grant this now' : `You may grant up to ${money} now`;
  const verdict = judge(matrix, [], grant);
  const lowest = verdict.kind === 'above' ? verdict.lowestRole : null;
  const who = lowest === null ? 'nobody of the team may as its limits are' : `it takes a ${lowest} or somebody above`;
  return new UserError(`#${view.case.number}: ${now}: ${who}. ${waitsFor(view, approval)}`);
}
