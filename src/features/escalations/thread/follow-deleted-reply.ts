import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { changeReply, type ReplyPlace } from './change-reply.ts';
import { caseOfThread, requestIdOf } from './record-thread-reply.ts';
import { caseEntries } from '../tables.ts';

export interface DeletedReply extends ReplyPlace {
  readonly threadTs?: string | undefined;
}

/** Takes a deleted reply out of the log: its words go, the audit keeps that there was an entry. */
export function followDeletedReply(ctx: Ctx, { threadTs, ...place }: DeletedReply): Promise<void> {
  return transaction(ctx, async (tx) => {
    const change = { text: null, deletedAt: ctx.clock.now() };
    const known = await changeReply(tx, ctx, place, change);
    if (known || threadTs === undefined) return;
    await keepOut(tx, ctx, place, threadTs);
    // The message may have been recorded at this very moment, and then the mark came too late.
    await changeReply(tx, ctx, place, change);
  });
}

/** A deletion that overtakes its message leaves a mark, which the message then meets. */
async function keepOut(tx: Tx, ctx: Ctx, place: ReplyPlace, threadTs: string): Promise<void> {
  const found = await caseOfThread(tx, ctx, place.channel, threadTs);
  if (!found) return;
  const now = ctx.clock.now();
  await tx
    .insert(caseEntries)
    .values({
      workspaceId: ctx.workspaceId,
      caseId: found.case.id,
      kind: 'note',
      by: ctx.actor.slackId,
      at: now,
      deletedAt: now,
      requestId: requestIdOf(place),
      slackChannel: place.channel,
      slackTs: place.ts,
    })
    .onConflictDoNothing();
}
