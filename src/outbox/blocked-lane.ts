import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { addJob } from '../jobs/add-job.ts';
import { deliverLane } from './deliver-lane.ts';
import type { HeldLane } from './lane.ts';
import { outboxLanes } from './tables.ts';

/** Told once when a channel or person can no longer be reached; queues word to whoever can mend it in that transaction. */
export type OnLaneBlocked = (tx: Tx, ctx: Ctx, channel: string, code: string) => Promise<void>;

/** Notes why a lane is not delivered, and tells of it when that is news. Its messages wait and are tried now and then. */
export async function blockLane(
  ctx: Ctx,
  lane: HeldLane,
  code: string,
  tell: OnLaneBlocked | undefined,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const [blocked] = await tx
      .update(outboxLanes)
      .set({ blockedReason: code, blockedAt: sql`clock_timestamp()` })
      .where(and(isLane(ctx, lane.channel), eq(outboxLanes.leaseToken, lane.token), isNull(outboxLanes.blockedReason)))
      .returning({ channel: outboxLanes.channel });
    if (blocked) await tell?.(tx, ctx, lane.channel, code);
  });
}

/** Tries a lane again at once: the app was invited, the channel unarchived, the token renewed. */
export async function unblockLane(tx: Tx, ctx: Ctx, channel: string): Promise<void> {
  const unblocked = await tx
    .update(outboxLanes)
    .set({ blockedReason: null, blockedAt: null, postsNotBefore: null, editsNotBefore: null, failures: 0 })
    .where(and(isLane(ctx, channel), sql`${outboxLanes.blockedReason} is not null`))
    .returning({ channel: outboxLanes.channel });
  if (unblocked.length > 0) await addJob(tx, ctx, deliverLane, { channel }, { dedupeKey: channel });
}

function isLane(ctx: Ctx, channel: string) {
  return and(eq(outboxLanes.workspaceId, ctx.workspaceId), eq(outboxLanes.channel, channel));
}
