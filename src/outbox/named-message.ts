import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { outboxLanes, outboxMessages, postedMessages } from './tables.ts';

/** A message may have reached Slack without our knowing its place yet: ask again. */
export class PlaceInDoubt extends Error {
  constructor() {
    super('a message that was just sent may be the one asked for');
    this.name = 'PlaceInDoubt';
  }
}

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

/**
 * The key of the message at that place (of the thread's parent, for a reply), or undefined if it is none of ours.
 * @throws PlaceInDoubt while a named message is under way that may be it: its answer was lost, or we died before it came
 */
export async function messageKeyAt(tx: Tx, ctx: Ctx, channel: string, ts: string): Promise<string | undefined> {
  const known = await keyAt(tx, ctx, channel, ts);
  if (known !== undefined) return known;
  if (await mayBeUnderWay(tx, ctx, channel, ts)) throw new PlaceInDoubt();
  // Its place may have become known between the two looks.
  return keyAt(tx, ctx, channel, ts);
}

async function keyAt(tx: Tx, ctx: Ctx, channel: string, ts: string): Promise<string | undefined> {
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

/** How far Slack's clock and the database's may differ. */
const CLOCK_SKEW = '60 s';

/** Somebody's direct messages have no known channel before the first one has been sent. */
async function mayBeUnderWay(tx: Tx, ctx: Ctx, channel: string, ts: string): Promise<boolean> {
  const [underWay] = await tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .innerJoin(
      outboxLanes,
      and(eq(outboxLanes.workspaceId, outboxMessages.workspaceId), eq(outboxLanes.channel, outboxMessages.channel)),
    )
    .where(
      and(
        eq(outboxMessages.workspaceId, ctx.workspaceId),
        eq(outboxMessages.state, 'sending'),
        eq(outboxMessages.kind, 'post'),
        isNotNull(outboxMessages.messageKey),
        sql`${outboxMessages.sendingSince} <= to_timestamp(${ts}::float8) + ${CLOCK_SKEW}::interval`,
        or(
          eq(outboxMessages.channel, channel),
          eq(outboxLanes.slackChannel, channel),
          sql`${outboxMessages.channel} ~ '^[UW]' and ${outboxLanes.slackChannel} is null and ${channel} like 'D%'`,
        ),
      ),
    )
    .limit(1);
  return underWay !== undefined;
}
