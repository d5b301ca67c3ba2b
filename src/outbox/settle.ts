import { LeaseLost } from '../jobs/lease.ts';
import { isPersonLane } from './deliver-lane.ts';
import { isHeld, type HeldLane, type Place, type TakenMessage } from './lane.ts';
import type { Hold } from './retry-rules.ts';

/** The message is in Slack. What it said is not kept; a named message is remembered by its place. */
export async function markSent(
  lane: HeldLane,
  message: TakenMessage,
  place: Place | undefined,
  pauseMs: number,
): Promise<void> {
  const { sql, workspaceId, channel } = lane;
  const held = await sql`
    with lane as (
      update outbox_lanes
      set not_before = clock_timestamp() + ${pauseMs} * interval '1 ms', failures = 0,
        slack_channel = coalesce(${laneAddress(channel, place)}, slack_channel), blocked_reason = null, blocked_at = null
      where ${isHeld(lane)}
      returning 1
    ), message as (
      update outbox_messages
      set state = 'sent', sent_at = clock_timestamp(), payload = '{}', last_error = null
      where workspace_id = ${workspaceId} and channel = ${channel} and sequence = ${message.sequence}
        and exists (select from lane)
      returning kind, message_key
    ), named as (
      update posted_messages as named set slack_channel = ${place?.channel ?? null}, ts = ${place?.ts ?? null}
      from message
      where message.kind = 'post' and named.workspace_id = ${workspaceId} and named.message_key = message.message_key
    )
    select from lane`;
  if (held.count === 0) throw new LeaseLost();
}

/** The message will never be sent; the lane goes on with the next one. */
export async function markFailed(lane: HeldLane, message: TakenMessage, code: string): Promise<void> {
  const { sql, workspaceId, channel } = lane;
  const failed = await sql`
    update outbox_messages
    set state = 'failed', last_error = ${code}
    where workspace_id = ${workspaceId} and channel = ${channel} and sequence = ${message.sequence}
      and exists (select from outbox_lanes where ${isHeld(lane)})`;
  if (failed.count === 0) throw new LeaseLost();
}

/** Nothing leaves the lane until `waitMs` have passed; then this message comes first again. */
export async function holdBack(lane: HeldLane, message: TakenMessage, hold: Hold): Promise<void> {
  const { sql, workspaceId, channel } = lane;
  const held = await sql`
    with lane as (
      update outbox_lanes
      set not_before = clock_timestamp() + ${hold.waitMs} * interval '1 ms', failures = failures + 1
      where ${isHeld(lane)}
      returning 1
    ), message as (
      update outbox_messages
      set state = ${hold.maybeSent ? 'sending' : 'queued'}, attempts = attempts - ${hold.counts ? 0 : 1},
        sending_since = case when ${hold.maybeSent} then sending_since end, last_error = ${hold.code}
      where workspace_id = ${workspaceId} and channel = ${channel} and sequence = ${message.sequence}
        and exists (select from lane)
    )
    select from lane`;
  if (held.count === 0) throw new LeaseLost();
}

/** Only a person's lane has an address to learn: a channel is named by its own id, and ephemerals go out by several ways. */
function laneAddress(channel: string, place: Place | undefined): string | null {
  return isPersonLane(channel) ? (place?.channel ?? null) : null;
}
