import { and, eq, isNull, ne } from 'drizzle-orm';
import { recordAudit } from '../../core/audit.ts';
import { transaction, type Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { caseView } from './case-view.ts';
import { redrawn } from './record-change.ts';
import { replyText } from './reply-text.ts';
import { caseEntries, cases, type CaseEntry } from './tables.ts';

export interface EditedReply {
  readonly channel: string;
  readonly ts: string;
  /** As Slack sends it, with its markup. */
  readonly text: string;
}

/** Has the log say what a recorded reply says now. A reply that was not recorded stays so. */
export function followEditedReply(ctx: Ctx, { channel, ts, text }: EditedReply): Promise<void> {
  return transaction(ctx, (tx) => changeEntryOfReply(tx, ctx, { channel, ts }, { text: replyText(text) }));
}

/** Changes the entry that a reply has become, and shows its case anew; who may is Slack's to say, by the reply's place. */
export async function changeEntryOfReply(
  tx: Tx,
  ctx: Ctx,
  { channel, ts }: { channel: string; ts: string },
  change: { text: string | null; deletedAt?: Date },
): Promise<void> {
  const [entry] = await tx
    .update(caseEntries)
    .set(change)
    .where(
      and(
        eq(caseEntries.workspaceId, ctx.workspaceId),
        eq(caseEntries.slackChannel, channel),
        eq(caseEntries.slackTs, ts),
        isNull(caseEntries.deletedAt),
        change.text === null ? undefined : ne(caseEntries.text, change.text),
      ),
    )
    .returning();
  if (entry) await showChangedEntry(tx, ctx, entry, change.deletedAt ? 'case.reply-deleted' : 'case.reply-edited');
}

async function showChangedEntry(tx: Tx, ctx: Ctx, entry: CaseEntry, action: string): Promise<void> {
  await recordAudit(tx, ctx, { action, subject: `case:${entry.caseId}`, detail: { entry: entry.id } });
  // Locks the case, so that of two changes at once the later one draws the card.
  await tx
    .update(cases)
    .set({ changedAt: ctx.clock.now() })
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, entry.caseId)));
  await enqueue(tx, ctx, redrawn(await caseView(tx, ctx, entry.caseId)));
}
