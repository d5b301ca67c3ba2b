import { and, ne, or, sql } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import { waitsForNoApprover } from '../approvals/waits-for-approver.ts';
import type { AskForInfoInput } from '../inputs.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { promptRaiser, recordChange } from '../record-change.ts';
import { aboutCase, requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';

/** Asks the raiser, or the customer through her; the case waits for the answer. An open case is claimed by asking. */
export function askForInfo(ctx: Ctx, input: AskForInfoInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, input.caseId, 'case.ask');
    if (before.state === 'open') requireMay(ctx, 'case.claim', aboutCase(before));

    const asked = await moveCase(tx, ctx, input.caseId, 'ask', {
      set: {
        waitingOn: input.of,
        owner: sql`coalesce(${cases.owner}, ${ctx.actor.slackId})`,
        claimedAt: sql`coalesce(${cases.claimedAt}, ${eventTime(ctx).toISOString()}::timestamptz)`,
      },
      onlyIf: and(waitsForNoApprover, or(ne(cases.raisedBy, ctx.actor.slackId), ne(cases.state, 'open'))),
      requestId: input.requestId,
    });
    if (!asked) return alreadyDone(tx, ctx, input.caseId, () => false, input.requestId);

    const { requestId, question: text, of } = input;
    await recordChange(tx, ctx, asked, { kind: 'asked', text, detail: { of }, requestId }, (view, entry) => [
      promptRaiser(view, entry),
    ]);
    return asked;
  });
}
