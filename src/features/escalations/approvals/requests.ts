import { eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { may, type Permission } from '../../../people/permissions.ts';
import { caseToChange } from '../case-to-change.ts';
import { findCaseView, type CaseView } from '../case-view.ts';
import { aboutCase, requireCase } from '../require-case.ts';
import { cases } from '../tables.ts';
import { asSeen } from './as-seen.ts';
import { alreadySettled, holdRequest, isAnswered, unknownRequest, type Held } from './hold-request.ts';
import type { Approval } from './tables.ts';

/** The request for a form, if this person may do that to it and it is still open; the use case decides again. */
function openRequest(ctx: Ctx, approvalId: string, permission: Permission): Promise<Held> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, permission);
    if (held.approval.state !== 'asked') alreadySettled(ctx, held, false);
    return held;
  });
}

/** A request with a question that is still to be answered, for the form. */
export async function openQuestion(ctx: Ctx, approvalId: string): Promise<Held> {
  const held = await openRequest(ctx, approvalId, 'case.answer-approver');
  if (held.approval.answer !== null) throw isAnswered(held.view);
  return held;
}

/** The request for whoever may decide it, decided or not. */
export function requestToDecide(ctx: Ctx, approvalId: string): Promise<Held> {
  return transaction(ctx, async (tx) => {
    const { view, approval } = await holdRequest(tx, ctx, approvalId, 'case.approve');
    return { view, approval: await asSeen(tx, ctx, approval) };
  });
}

/** A request that was refused, for whoever asked for it. */
export function refusedRequest(ctx: Ctx, approvalId: string): Promise<Held> {
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.look-at-request-again');
    if (held.approval.state !== 'refused') alreadySettled(ctx, held, false);
    return held;
  });
}

/** What is asked about a case now, and whether the actor may decide it. */
export function requestOfCase(
  ctx: Ctx,
  caseId: string,
): Promise<{ readonly view: CaseView; readonly approval: Approval; readonly mayDecide: boolean }> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.see');
    const view = await findCaseView(tx, ctx, eq(cases.id, caseId));
    const approval = view?.approval;
    if (!view || !approval) throw unknownRequest();
    if (approval.state !== 'asked') throw new UserError(`#${view.case.number}: Nothing is asked about it now.`);
    const { requestedBy, approvedBy } = approval;
    const isApprover = may(ctx.actor, 'case.approve', { ...aboutCase(view.case), requestedBy });
    return {
      view,
      approval: await asSeen(tx, ctx, approval),
      mayDecide: isApprover && !approvedBy.includes(ctx.actor.slackId),
    };
  });
}

/** A refusal that can be looked at again, for the form. */
export async function caseToAppeal(ctx: Ctx, caseId: string): Promise<CaseView> {
  const view = await caseToChange(ctx, caseId, 'case.look-at-refusal-again', 'appeal');
  const { number, decision } = view.case;
  if (decision !== 'refused')
    throw new UserError(`#${number}: It was not refused, so there is nothing to look at again.`);
  if (view.approval?.kind === 'appeal') throw new UserError(`#${number}: It was looked at again already.`);
  return view;
}
