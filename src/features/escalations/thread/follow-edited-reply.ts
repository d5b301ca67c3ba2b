import { transaction, type Ctx } from '../../../core/context.ts';
import { changeReply, type ReplyPlace } from './change-reply.ts';
import { fileReply } from './record-thread-reply.ts';
import { replyText } from './reply-text.ts';

export interface EditedReply extends ReplyPlace {
  /** As Slack sends it, with its markup. */
  readonly text: string;
  readonly threadTs?: string;
  readonly author?: string;
}

/** Has the log say what a reply says now. An edit that overtakes its message is recorded in its stead. */
export function followEditedReply(ctx: Ctx, { threadTs, author, ...edited }: EditedReply): Promise<void> {
  return transaction(ctx, async (tx) => {
    const change = { text: replyText(edited.text) };
    const known = await changeReply(tx, ctx, edited, change);
    if (known || threadTs === undefined || author === undefined) return;
    const ofCase = await fileReply(tx, ctx, { ...edited, threadTs, author });
    // The message itself may have been recorded at this very moment, and then we were too late to stand in for it.
    if (ofCase) await changeReply(tx, ctx, edited, change);
  });
}
