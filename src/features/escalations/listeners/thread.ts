import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import { onEvent, type Listener } from '../../../slack/listener.ts';
import { answerDirectMessage } from '../thread/answer-direct-message.ts';
import type { EscalationsDeps } from '../deps.ts';
import { followDeletedReply } from '../thread/follow-deleted-reply.ts';
import { followEditedReply } from '../thread/follow-edited-reply.ts';
import { recordThreadReply } from '../thread/record-thread-reply.ts';

/**
 * What people say in the thread of a card or a status message belongs to the case, also when they change it. What they
 * write to the app itself is answered.
 */

const Reply = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
  user: z.string(),
  text: z.string(),
  bot_id: z.undefined().optional(),
});

const Direct = Reply.omit({ thread_ts: true }).extend({
  channel_type: z.literal('im'),
  thread_ts: z.undefined().optional(),
  files: z.array(z.object({ id: z.string(), name: z.string().catch('') })).catch([]),
});

const written = (deps: EscalationsDeps) =>
  onEvent('message', async (ctx, event) => {
    const direct = Direct.safeParse(event).data;
    if (direct) return answerDirect(ctx, direct, deps);
    const reply = Reply.safeParse(event).data;
    if (!reply || reply.thread_ts === reply.ts) return;
    const { channel, ts, thread_ts: threadTs, user: author, text } = reply;
    await recordThreadReply(ctx, { channel, ts, threadTs, author, text });
  });

/** Files are for whichever feature knows what to do with them. */
async function answerDirect(
  ctx: Ctx,
  direct: z.infer<typeof Direct>,
  { onFilesGiven }: EscalationsDeps,
): Promise<void> {
  const { channel, ts, files, user: author, text } = direct;
  if (files.length > 0 && author === ctx.actor.slackId) {
    for (const take of onFilesGiven()) if (await take(ctx, { channel, ts, files })) return;
  }
  await answerDirectMessage(ctx, { channel, ts, author, text });
}

const Edited = z.object({ channel: z.string(), message: Reply.omit({ channel: true }) });

const edited = onEvent('message.message_changed', async (ctx, event) => {
  const change = Edited.safeParse(event).data;
  if (!change) return;
  const { ts, thread_ts: threadTs, user: author, text } = change.message;
  await followEditedReply(ctx, { channel: change.channel, ts, threadTs, author, text });
});

const Deleted = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  previous_message: z.object({ thread_ts: z.string().optional() }).optional(),
});

const deleted = onEvent('message.message_deleted', async (ctx, event) => {
  const change = Deleted.safeParse(event).data;
  if (!change) return;
  const { channel, deleted_ts: ts, previous_message: message } = change;
  await followDeletedReply(ctx, { channel, ts, threadTs: message?.thread_ts });
});

export const threadListeners = (deps: EscalationsDeps): readonly Listener[] => [written(deps), edited, deleted];
