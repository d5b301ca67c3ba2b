import { transaction, type Ctx } from '../../core/context.ts';
import { changeEntryOfReply } from './follow-edited-reply.ts';

/** Takes a deleted reply out of the log: its words go, the fact that there was an entry stays in the audit. */
export function followDeletedReply(ctx: Ctx, place: { channel: string; ts: string }): Promise<void> {
  return transaction(ctx, (tx) => changeEntryOfReply(tx, ctx, place, { text: null, deletedAt: ctx.clock.now() }));
}
