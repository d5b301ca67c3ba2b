import { and, eq, isNull, ne } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { followEditedAnswer } from '../approvals/answer-in-thread.ts';
import { asAskedSees } from '../approvals/as-seen.ts';
import { redrawnApproval } from '../approvals/messages/card.ts';
import { caseView } from '../case-view.ts';
import { movesClocks } from '../clocks/effects.ts';
import { keepClocks } from '../clocks/keep-clocks.ts';
import { redrawn } from '../record-change.ts';
import { caseEntries, cases, type CaseEntry } from '../tables.ts';

export interface ReplyPlace {
  readonly channel: string;
  readonly ts: string;
}

/**
 * Changes the entry that a thread reply has become, and shows its case anew. That only its author can edit a message is
 * Slack's to see to. False if the reply is not in any log; a deleted one stays as it is.
 */
export async function changeReply(
  tx: Tx,
  ctx: Ctx,
  place: ReplyPlace,
  change: { text: string } | { text: null; deletedAt: Date },
): Promise<boolean> {
  const atPlace = and(
    eq(caseEntries.workspaceId, ctx.workspaceId),
    eq(caseEntries.slackChannel, place.channel),
    eq(caseEntries.slackTs, place.ts),
  );
  // Looked for first: what is recorded after a change has found nothing to change must not pass for changed.
  const known = await tx.select({ id: caseEntries.id }).from(caseEntries).where(atPlace);
  if (known.length === 0) return false;
  const differs = change.text === null ? undefined : ne(caseEntries.text, change.text);
  const [changed] = await tx
    .update(caseEntries)
    .set(change)
    .where(and(atPlace, isNull(caseEntries.deletedAt), differs))
    .returning();
  if (changed) await showChanged(tx, ctx, changed, change.text === null ? 'case.reply-deleted' : 'case.reply-edited');
  return true;
}

async function showChanged(tx: Tx, ctx: Ctx, entry: CaseEntry, action: string): Promise<void> {
  await recordAudit(tx, ctx, { action, subject: `case:${entry.caseId}`, detail: { entry: entry.id } });
  // Locks the case, so that of two changes at once the later one draws the card.
  const [held] = await tx
    .update(cases)
    .set({ changedAt: ctx.clock.now() })
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, entry.caseId)))
    .returning();
  if (held && entry.deletedAt && movesClocks(entry.kind)) await keepClocks(tx, ctx, held);
  const isAnswer = entry.kind === 'approval-answer';
  if (isAnswer) await followEditedAnswer(tx, ctx, entry);
  const view = await asAskedSees(tx, ctx, await caseView(tx, ctx, entry.caseId));
  await enqueue(tx, ctx, [...redrawn(view), ...(isAnswer ? redrawnApproval(view, entry) : [])]);
}
