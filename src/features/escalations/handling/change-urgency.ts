import { inArray } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { ChangeUrgencyInput } from '../inputs.ts';
import { urgenciesAbove, urgenciesBelow } from '../lifecycle.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { criticalCalls } from '../chain/whom-to-call.ts';

/** Raises or lowers the urgency. The first time a case becomes Critical, its owner, or whoever is asked to claim it, gets a direct message. */
export function changeUrgency(ctx: Ctx, { caseId, urgency, requestId }: ChangeUrgencyInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const lowersIt = (found: Case) => urgenciesBelow(found.urgency).includes(urgency);
    const before = await requireCase(tx, ctx, caseId, (found) =>
      lowersIt(found) ? 'case.lower-urgency' : 'case.raise-urgency',
    );

    const from = lowersIt(before) ? urgenciesAbove(urgency) : urgenciesBelow(urgency);
    const changed = await moveCase(tx, ctx, caseId, 'changeUrgency', {
      set: { urgency },
      onlyIf: inArray(cases.urgency, [...from]),
      requestId,
    });
    if (!changed) return alreadyDone(tx, ctx, caseId, (view) => view.case.urgency === urgency, requestId);

    const detail = { from: before.urgency, to: urgency };
    await recordChange(tx, ctx, changed, { kind: 'urgency', detail, requestId }, (view) =>
      criticalCalls(view, undefined, ctx.actor.slackId),
    );
    return changed;
  });
}
