import { and, count, eq, notExists } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import { caseView } from '../case-view.ts';
import { NO_DEPARTURE } from '../exceptions/departure.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { whomToAsk } from './find-approver.ts';
import type { LookAtRefusalAgainInput } from './inputs.ts';
import { approvalPosts } from './messages/card.ts';
import { insertApproval } from './request-approval.ts';
import { caseApprovals } from './tables.ts';

/**
 * Has a case that was refused looked at once more, for whoever raised it: by somebody else of at least the role that
 * refused it. Once in the life of a case. Until then it is open again, and the refusal stands.
 */
export function lookAtRefusalAgain(ctx: Ctx, { caseId, reason, requestId }: LookAtRefusalAgainInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const { number } = await requireCase(tx, ctx, caseId, 'case.look-at-refusal-again');
    const reopened = await moveCase(tx, ctx, caseId, 'appeal', {
      set: { waitingOn: 'approver', closedAt: null },
      onlyIf: and(eq(cases.decision, 'refused'), notExists(appealsOf(tx, ctx, caseId))),
      requestId,
    });
    if (!reopened) return tooLate(tx, ctx, caseId, requestId);

    const view = await caseView(tx, ctx, caseId);
    const matrix = await currentMatrix(tx, ctx, view.team.id);
    const refusedBy = reopened.decidedBy ?? reopened.owner;
    const wanted = { kind: 'appeal', decision: 'refused', amount: null, currency: null, refusedBy } as const;
    const choice = await whomToAsk(tx, ctx, view, matrix, { ...wanted, requestedBy: ctx.actor.slackId });
    if (choice.kind === 'nobody') {
      throw new UserError(
        `#${number}: Nobody else of ${view.team.name} may look at it again. If you know something new, reopen it.`,
      );
    }
    const appeal = await insertApproval(tx, ctx, reopened, choice, {
      ...wanted,
      tellCustomer: reopened.tellCustomer ?? '',
      ...NO_DEPARTURE,
      matrixRevision: matrix.revision,
      reason,
    });
    const detail = { approval: appeal.number, to: appeal.asked[0] };
    await recordChange(tx, ctx, reopened, { kind: 'second-look', text: reason, detail, requestId }, (after) =>
      approvalPosts(after),
    );
    return reopened;
  });
}

function appealsOf(tx: Tx, ctx: Ctx, caseId: string) {
  return tx
    .select({ id: caseApprovals.id })
    .from(caseApprovals)
    .where(
      and(
        eq(caseApprovals.workspaceId, ctx.workspaceId),
        eq(caseApprovals.caseId, caseId),
        eq(caseApprovals.kind, 'appeal'),
      ),
    );
}

/** The same form again is success; else why there is nothing to look at. */
async function tooLate(tx: Tx, ctx: Ctx, caseId: string, requestId: string): Promise<Case> {
  const view = await caseView(tx, ctx, caseId);
  const { number, state, decision } = view.case;
  const [appeals] = await tx.select({ count: count() }).from(appealsOf(tx, ctx, caseId).as('appeals'));
  const isRepeat = state === 'resolved' && decision === 'refused' && appeals?.count === 1;
  if (!isRepeat) return alreadyDone(tx, ctx, caseId, () => false, requestId);
  return alreadyDone(tx, ctx, caseId, () => false, requestId).catch(() => {
    throw new UserError(`#${number}: It was looked at again already. If you know something new, reopen it.`);
  });
}
