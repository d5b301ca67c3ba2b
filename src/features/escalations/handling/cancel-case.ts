import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { holdCase } from '../hold-case.ts';
import type { CancelCaseInput } from '../inputs.ts';
import { withdrawal } from '../messages/to-deciders.ts';
import { cancellation } from '../messages/to-raiser.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange, tellDeciders, tellRaiser } from '../record-change.ts';
import { earliestOpen } from '../promises/record-promise.ts';
import { withdrawAll } from '../promises/withdraw-promise.ts';
import { requireCase } from '../require-case.ts';
import type { Case, CaseEntry } from '../tables.ts';

/** Cancels a case. Raiser and owner are told, unless they did it; others than the raiser have to say why. */
export function cancelCase(
  ctx: Ctx,
  { caseId, reason, requestId, withdrawPromises = false }: CancelCaseInput,
): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.cancel');
    if (before.raisedBy !== ctx.actor.slackId && !reason) {
      throw new UserError('Say why: whoever raised it will read this.', 'reason');
    }

    if (withdrawPromises) {
      await withdrawAll(tx, ctx, before);
      await holdCase(tx, ctx, caseId);
    }
    const set = { closedAt: eventTime(ctx), ...(withdrawPromises && { promisedBy: earliestOpen }) };
    const cancelled = await moveCase(tx, ctx, caseId, 'cancel', { set, requestId });
    if (!cancelled) return alreadyDone(tx, ctx, caseId, () => false, requestId);

    await recordChange(tx, ctx, cancelled, { kind: 'cancelled', text: reason, requestId }, tellOthers);
    return cancelled;
  });
}

function tellOthers(view: CaseView, entry: CaseEntry): readonly Outgoing[] {
  const { raisedBy, owner } = view.case;
  return [
    ...(entry.by === raisedBy ? [] : [tellRaiser(view, entry, cancellation(view, entry))]),
    ...(owner === null || entry.by === owner ? [] : [tellDeciders(view, entry, withdrawal(view, entry))]),
  ];
}
