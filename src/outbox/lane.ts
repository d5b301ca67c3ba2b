import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Ctx } from '../core/context.ts';
import { confirmHeld, LeaseLost } from '../jobs/lease.ts';
import type { FilePost, Outgoing } from './enqueue.ts';

/** Our lease of one lane. All that is written about its messages is written only while it is still ours. */
export interface HeldLane {
  readonly sql: Sql;
  readonly workspaceId: string;
  readonly channel: string;
  readonly token: string;
}

/** Where a message stands in Slack. */
export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** What waits in `payload` until it is sent; a file also with Slack's id for it, once it may have been shared. */
export type Stored = Exclude<Outgoing, FilePost> | StoredFile;
export type StoredFile = FilePost & { readonly fileId?: string };

/** The message of a lane whose turn it is, marked as being sent. */
export interface TakenMessage {
  readonly sequence: string;
  readonly id: string;
  readonly stored: Stored;
  readonly correlationId: string;
  /** Sends that may have reached Slack, this one included. */
  readonly attempts: number;
  /** An earlier send may have reached Slack. */
  readonly maybeSent: boolean;
  /** Real time, in seconds, of the first such send. */
  readonly sendingSince: number;
  readonly queuedForMs: number;
  /** The channel of a person's direct messages, where that is known; null for all other lanes. */
  readonly slackChannel: string | null;
  /** Failures of the lane in a row. */
  readonly failures: number;
  /** The message to edit, or whose thread to post in; null while it has no place in Slack. */
  readonly target: Place | null;
}

/** Nothing waits · something waits, but for so long · a message to send. */
export type Next = { readonly waitMs: number } | { readonly message: TakenMessage } | undefined;

const LEASE = '30 s';
/** What must be left of the lease: more than a call to Slack may take after an answer that was itself slow to come. */
const LEASE_LEFT = '18 s';

/** Leases the lane, or says for how long somebody else has it. Undefined for a lane that does not exist. */
export async function holdLane(
  ctx: Ctx,
  channel: string,
): Promise<HeldLane | { readonly takenForMs: number } | undefined> {
  const sql = ctx.db.system;
  const token = randomUUID();
  const held = await sql`
    update outbox_lanes
    set lease_token = ${token}, leased_until = clock_timestamp() + ${LEASE}::interval
    where workspace_id = ${ctx.workspaceId} and channel = ${channel}
      and (lease_token is null or leased_until < clock_timestamp())`;
  if (held.count === 1) return { sql, workspaceId: ctx.workspaceId, channel, token };

  const [taken] = await sql<{ ms: number }[]>`
    select greatest(0, coalesce(extract(epoch from leased_until - clock_timestamp()) * 1000, 0))::float8 as ms
    from outbox_lanes
    where workspace_id = ${ctx.workspaceId} and channel = ${channel}`;
  return taken && { takenForMs: taken.ms };
}

/** Throws LeaseLost unless the lane is ours for longer than a call to Slack may take; extends the lease. */
export function confirmLane(lane: HeldLane): Promise<void> {
  return confirmHeld(async () => {
    const held = await lane.sql`
      update outbox_lanes set leased_until = clock_timestamp() + ${LEASE}::interval
      where ${isHeld(lane)} and leased_until > clock_timestamp() + ${LEASE_LEFT}::interval`;
    return held.count === 1;
  });
}

export async function releaseLane(lane: HeldLane): Promise<void> {
  await lane.sql`
    update outbox_lanes set lease_token = null, leased_until = null
    where workspace_id = ${lane.workspaceId} and channel = ${lane.channel} and lease_token = ${lane.token}`;
}

/**
 * Takes the oldest message that may go now, and drops edits that a newer edit of the same message has overtaken. While posts
 * rest, edits pass them, save those of a message that is itself not posted yet; while edits rest, posts pass them.
 */
export async function takeNext(lane: HeldLane): Promise<Next> {
  const { sql, workspaceId, channel } = lane;
  const [row] = await sql<(TakenMessage & { waitMs: number })[]>`
    with lane as (
      update outbox_lanes set leased_until = clock_timestamp() + ${LEASE}::interval
      where ${isHeld(lane)}
      returning failures, slack_channel,
        greatest(0, extract(epoch from posts_not_before - clock_timestamp()) * 1000)::float8 as posts_wait_ms,
        greatest(0, extract(epoch from edits_not_before - clock_timestamp()) * 1000)::float8 as edits_wait_ms
    ), overtaken as (
      update outbox_messages as edit set state = 'superseded', payload = '{}'
      from lane
      where edit.workspace_id = ${workspaceId} and edit.channel = ${channel}
        and edit.state in ('queued', 'sending') and edit.kind = 'edit'
        and exists (
          select from outbox_messages as newer
          where newer.workspace_id = ${workspaceId} and newer.channel = ${channel} and newer.state = 'queued'
            and newer.kind = 'edit' and newer.message_key = edit.message_key and newer.sequence > edit.sequence
        )
      returning edit.sequence
    ), next as (
      select message.*, failures, slack_channel, case kind when 'edit' then edits_wait_ms else posts_wait_ms end as wait_ms
      from outbox_messages as message cross join lane
      where message.workspace_id = ${workspaceId} and message.channel = ${channel}
        and message.state in ('queued', 'sending') and message.sequence not in (select sequence from overtaken)
        and not exists (
          select from outbox_messages as post
          where post.workspace_id = ${workspaceId} and post.channel = ${channel} and post.state in ('queued', 'sending')
            and post.kind = 'post' and post.message_key = message.message_key and post.sequence < message.sequence
        )
      order by wait_ms, message.sequence
      limit 1
    ), taken as (
      update outbox_messages as message
      set state = 'sending', attempts = next.attempts + 1, sending_since = coalesce(next.sending_since, clock_timestamp())
      from next
      where message.workspace_id = ${workspaceId} and message.channel = ${channel}
        and message.sequence = next.sequence and next.wait_ms = 0
      returning message.sending_since, message.attempts
    )
    select next.sequence::text, next.id, next.payload as stored,
      next.correlation_id as "correlationId", coalesce(taken.attempts, 0) as attempts, next.state = 'sending' as "maybeSent",
      extract(epoch from taken.sending_since)::float8 as "sendingSince",
      (extract(epoch from clock_timestamp() - next.queued_at) * 1000)::float8 as "queuedForMs",
      next.slack_channel as "slackChannel", next.failures, next.wait_ms as "waitMs",
      case when place.ts is not null then jsonb_build_object('channel', place.slack_channel, 'ts', place.ts) end as target
    from lane
    left join next on true
    left join taken on true
    left join posted_messages as place
      on place.workspace_id = ${workspaceId}
      and place.message_key = coalesce(next.payload ->> 'inThreadOf', case when next.kind = 'edit' then next.message_key end)`;
  if (!row) throw new LeaseLost();
  if (row.sequence === null) return undefined;
  return row.waitMs > 0 ? { waitMs: row.waitMs } : { message: row };
}

/** Ours and not yet expired, by the database's clock. */
export function isHeld(lane: HeldLane) {
  return lane.sql`workspace_id = ${lane.workspaceId} and channel = ${lane.channel}
    and lease_token = ${lane.token} and leased_until > clock_timestamp()`;
}
