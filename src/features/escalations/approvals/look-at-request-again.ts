import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import type { CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { whomToAsk } from './find-approver.ts';
import { alreadySettled, holdRequest } from './hold-request.ts';
import type { LookAtRequestAgainInput } from './inputs.ts';
import { approvalPosts } from './messages/card.ts';
import { insertApproval } from './request-approval.ts';
import type { Approval } from './tables.ts';

/**
 * Has a refused request looked at once more, by somebody of at least the role that refused it, never by the same person.
 * Once for each request, and never for a second look.
 */
export function lookAtRequestAgain(ctx: Ctx, input: LookAtRequestAgainInput): Promise<Case> {
  const { approvalId, reason, requestId } = input;
  return transaction(ctx, async (tx) => {
    const held = await holdRequest(tx, ctx, approvalId, 'case.look-at-request-again');
    const { view, approval } = held;
    if (isLookedAtAgain(view, approval))
      return alreadySettled(ctx, { view, approval: view.approval ?? approval }, true);
    requireLastRefusal(held.view, approval);

    const matrix = await currentMatrix(tx, ctx, view.team.id);
    const wanted = { ...approval, requestedBy: ctx.actor.slackId, refusedBy: approval.decidedBy, approvedBy: [] };
    const choice = await whomToAsk(tx, ctx, view, matrix, wanted);
    if (choice.kind === 'nobody') {
      throw new UserError(`Nobody else of ${view.team.name} may approve this. Decide less, or refuse the case.`);
    }

    const moved = await moveCase(tx, ctx, view.case.id, 'requestApproval', {
      set: { waitingOn: 'approver' },
      requestId,
    });
    if (!moved) return view.case;
    const { kind, decision, amount, currency, tellCustomer, budget, why } = approval;
    const { passage, policyRevisionId, policyAnchor, departsBecause } = approval;
    const again = await insertApproval(tx, ctx, moved, choice, {
      kind,
      decision,
      amount,
      currency,
      tellCustomer,
      passage,
      policyRevisionId,
      policyAnchor,
      departsBecause,
      budget,
      why,
      matrixRevision: matrix.revision,
      reason,
      secondLookOf: approval.id,
      refusedBy: approval.decidedBy,
    });
    const detail = { approval: again.number, to: again.asked[0] };
    await recordChange(tx, ctx, moved, { kind: 'second-look', text: reason, detail, requestId }, (after) =>
      approvalPosts(after),
    );
    return moved;
  });
}

function isLookedAtAgain({ approval: newest }: CaseView, { id }: Approval): boolean {
  return newest?.secondLookOf === id;
}

/** Only the newest request of a case that is open and waits for nothing else. */
function requireLastRefusal(view: CaseView, { id, state, kind, secondLookOf }: Approval): void {
  const { number } = view.case;
  if (secondLookOf !== null)
    throw new UserError(`#${number}: This was the second look. Decide less, or refuse the case.`);
  if (kind === 'decision' && state === 'refused' && view.approval?.id === id && openStates.includes(view.case.state))
    return;
  throw new UserError(`#${number}: There is no refused request to look at again.`);
}
