import type { Sql } from 'postgres';
import { LeaseLost } from '../jobs/lease.ts';
import { isPersonLane } from './deliver-lane.ts';
import { isHeld, type HeldLane, type Place, type TakenMessage } from './lane.ts';
import type { Wait } from './retry-rules.ts';

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
      set ${rest(sql, message)} = clock_timestamp() + ${pauseMs} * interval '1 ms', failures = 0,
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

/**
 * What Slack counts with this message (posts, or edits) does not leave the lane until `waitMs` have passed; then this message
 * comes first again. Of a channel that is blocked nothing does.
 */
export async function holdBack(lane: HeldLane, message: TakenMessage, hold: Wait): Promise<void> {
  const { sql, workspaceId, channel } = lane;
  const until = sql`clock_timestamp() + ${hold.waitMs} * interval '1 ms'`;
  const rests =
    hold.step === 'block'
      ? sql`posts_not_before = ${until}, edits_not_before = ${until}`
      : sql`${rest(sql, message)} = ${until}`;
  const held = await sql`
    with lane as (
      update outbox_lanes
      set ${rests}, failures = failures + 1
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

/** The column that lets messages of this kind rest: an edit is nothing new in its channel, so Slack counts it apart. */
function rest(sql: Sql, { stored }: TakenMessage) {
  return sql(stored.kind === 'edit' ? 'edits_not_before' : 'posts_not_before');
}

/** Only a person's lane has an address to learn: a channel is named by its own id, and ephemerals go out by several ways. */
function laneAddress(channel: string, place: Place | undefined): string | null {
  return isPersonLane(channel) ? (place?.channel ?? null) : null;
}
