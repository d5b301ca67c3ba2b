import { and, eq, isNotNull } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { postedMessages } from './tables.ts';

/** Where a named message stands in Slack, or undefined while it has not been posted. */
export async function placeOf(
  tx: Tx,
  ctx: Ctx,
  messageKey: string,
): Promise<{ channel: string; ts: string } | undefined> {
  const [place] = await tx
    .select({ channel: postedMessages.slackChannel, ts: postedMessages.ts })
    .from(postedMessages)
    .where(and(eq(postedMessages.workspaceId, ctx.workspaceId), eq(postedMessages.messageKey, messageKey)));
  if (!place?.channel || !place.ts) return undefined;
  return { channel: place.channel, ts: place.ts };
}

/** The key of the message at that place (of the thread's parent, for a reply), or undefined if it is none of ours. */
export async function messageKeyAt(tx: Tx, ctx: Ctx, channel: string, ts: string): Promise<string | undefined> {
  const [named] = await tx
    .select({ messageKey: postedMessages.messageKey })
    .from(postedMessages)
    .where(
      and(
        eq(postedMessages.workspaceId, ctx.workspaceId),
        eq(postedMessages.slackChannel, channel),
        eq(postedMessages.ts, ts),
        isNotNull(postedMessages.ts),
      ),
    );
  return named?.messageKey;
}
