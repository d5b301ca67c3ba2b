import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import { localDate } from '../core/local-time.ts';
import type { Tx } from '../db/client.ts';
import { type NewPost, enqueue } from '../outbox/enqueue.ts';
import { outboxLanes } from '../outbox/tables.ts';
import { blockedChannelMessage } from './messages.ts';
import { managersOf, teamsOfChannel } from './queries.ts';

/**
 * Tells the managers of the teams of this channel, once per outage, that Slack does not let the app post there, and how
 * to mend it. The outbox calls it when a lane is blocked; for a channel of no team it does nothing.
 */
export async function tellManagersOfBlockedChannel(
  tx: Tx,
  ctx: Ctx,
  channel: string,
  slackCode: string,
): Promise<void> {
  const outage = await outageOf(tx, ctx, channel);
  const messages: NewPost[] = [];
  for (const team of await teamsOfChannel(tx, ctx, channel)) {
    const message = blockedChannelMessage(team, channel, slackCode);
    for (const manager of await managersOf(tx, ctx, team.id)) {
      const dedupeKey = `blocked:${team.id}:${channel}:${outage}:${manager}`;
      messages.push({ kind: 'post', to: manager, message, dedupeKey });
    }
  }
  await enqueue(tx, ctx, messages);
}

/** Names the outage: by when messages began to wait, else (nothing waits yet) by the day. */
async function outageOf(tx: Tx, ctx: Ctx, channel: string): Promise<string> {
  const [lane] = await tx
    .select({ since: outboxLanes.blockedAt })
    .from(outboxLanes)
    .where(and(eq(outboxLanes.workspaceId, ctx.workspaceId), eq(outboxLanes.channel, channel)));
  return lane?.since?.toISOString() ?? localDate(ctx.clock.now(), 'UTC');
}
