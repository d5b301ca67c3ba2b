import { transaction, type Ctx } from '../../../core/context.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { may } from '../../../people/permissions.ts';
import { notAConversation } from '../messages/not-a-conversation.ts';
import { replyText } from './reply-text.ts';

/** What a person wrote to the app itself, outside any thread. */
export interface DirectMessage {
  readonly channel: string;
  readonly ts: string;
  readonly author: string;
  /** As Slack sends it, with its markup. */
  readonly text: string;
}

/**
 * Answers whoever writes to the app as if to a colleague, once for each message: nobody reads it, and the way to
 * somebody who does, with their words carried along. Their own DM is the only place it can go to.
 */
export async function answerDirectMessage(ctx: Ctx, { channel, ts, author, text }: DirectMessage): Promise<void> {
  if (author !== ctx.actor.slackId || !may(ctx.actor, 'help.read', {})) return;
  const words = replyText(text);
  await transaction(ctx, (tx) =>
    enqueue(tx, ctx, [
      { kind: 'post', to: author, message: notAConversation(words), dedupeKey: `direct-message:${channel}:${ts}` },
    ]),
  );
}
