import { transaction, type Ctx } from '../../core/context.ts';
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
    const known = await changeReply(tx, ctx, edited, { text: replyText(edited.text) });
    if (known || threadTs === undefined || author === undefined) return;
    await fileReply(tx, ctx, { ...edited, threadTs, author });
  });
}
