import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { messageKeyAt } from '../../../outbox/named-message.ts';
import { addToLog } from '../handling/add-to-log.ts';
import { answerInThread } from '../approvals/answer-in-thread.ts';
import { caseOfKey } from '../case-view.ts';
import { casesKnownTo } from '../finding/cases-visible-to.ts';
import { replyText } from './reply-text.ts';
import { mayDo } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';

/** What a person wrote in a thread of ours. */
export interface ThreadReply {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string;
  readonly author: string;
  /** As Slack sends it, with its markup. */
  readonly text: string;
}

/**
 * Files a reply in the thread of a card or a status message in the log of its case, once. In the card's thread it is a
 * note; in the thread of her status message the raiser adds details; in either, her reply answers an open question,
 * as that of the decider answers an approver's.
 * Whoever may not add notes to the case goes on talking unrecorded: a conversation is not refused.
 */
export function recordThreadReply(ctx: Ctx, reply: ThreadReply): Promise<void> {
  return transaction(ctx, async (tx) => {
    await fileReply(tx, ctx, reply);
  });
}

/** As recordThreadReply, within a transaction; says whether the reply belongs in the log of a case. */
export async function fileReply(tx: Tx, ctx: Ctx, reply: ThreadReply): Promise<boolean> {
  const text = replyText(reply.text);
  if (text === '' || reply.author !== ctx.actor.slackId) return false;
  const found = await caseOfThread(tx, ctx, reply.channel, reply.threadTs);
  if (!found || !mayDo(ctx, found.case, 'case.note')) return false;

  const written = { text, requestId: requestIdOf(reply), slackChannel: reply.channel, slackTs: reply.ts };
  if (await answerInThread(tx, ctx, found.case, found.message, written)) return true;
  const as = found.message === 'card' ? 'note' : 'details';
  await addToLog(tx, ctx, found.case, { as, mayAnswer: true, ...written });
  return true;
}

/** A message is one submission, however often Slack tells of it. */
export function requestIdOf({ channel, ts }: Pick<ThreadReply, 'channel' | 'ts'>): string {
  return `reply:${channel}:${ts}`;
}

/** The case whose card or status message has this thread, if it exists for the actor. */
export async function caseOfThread(
  tx: Tx,
  ctx: Ctx,
  channel: string,
  threadTs: string,
): Promise<{ case: Case; message: 'card' | 'status' } | undefined> {
  const key = await messageKeyAt(tx, ctx, channel, threadTs);
  const named = key === undefined ? undefined : caseOfKey(key);
  if (!named) return undefined;
  const [found] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, named.caseId), casesKnownTo(ctx.actor)));
  return found && { case: found, message: named.message };
}
