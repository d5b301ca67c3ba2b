import { eq } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { TakeOverCaseInput } from '../inputs.ts';
import { takeOver } from '../messages/to-deciders.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { recordChange, tellDeciders } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';

/** Takes a case from the owner whom the confirmation named; that owner is told. A question that waits goes on waiting. */
export function takeOverCase(ctx: Ctx, { caseId, from }: TakeOverCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.take-over');
    const me = ctx.actor.slackId;
    if (from === me) return alreadyDone(tx, ctx, caseId, (view) => view.case.owner === me);

    const taken = await moveCase(tx, ctx, caseId, 'takeOver', {
      set: { owner: me, claimedAt: eventTime(ctx) },
      onlyIf: eq(cases.owner, from),
    });
    if (!taken) return alreadyDone(tx, ctx, caseId, (view) => view.case.owner === me);

    await recordChange(
      tx,
      ctx,
      taken,
      { kind: 'taken-over', detail: { from } },
      (view, entry) => [tellDeciders(view, entry, takeOver(view, entry))],
      from,
    );
    return taken;
  });
}
