import type { KnownBlock } from '@slack/types';
import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { upsertJobs, wakeWorkers } from '../jobs/add-job.ts';
import { deliverLane, ephemeralLane } from './deliver-lane.ts';

/** What a message shows. `text` is read aloud and shown in notifications: it says all that matters. */
export interface Message {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** A new message in a channel (C…, G…) or in a person's DM with the app (U…). */
export interface NewPost {
  readonly kind: 'post';
  readonly to: string;
  readonly message: Message;
  /** A second post with this key changes nothing. */
  readonly dedupeKey: string;
  /** Names the message so that edits and replies find it: `case:<id>:card`. */
  readonly messageKey?: string;
  /** Posts into the thread of that named message, in its channel; `to` counts only if there is no such message. */
  readonly inThreadOf?: string;
}

/** Shows a named message anew. Edits of one message that still wait are coalesced: only the newest is sent. */
export interface Edit {
  readonly kind: 'edit';
  readonly messageKey: string;
  readonly message: Message;
}

/**
 * Seen by one person only. Goes to the response_url when there is one (it works where the app is no member), else by
 * chat.postEphemeral, else as a direct message. Sent at most once: it cannot be found again after a lost answer.
 */
export interface Ephemeral {
  readonly kind: 'ephemeral';
  readonly person: string;
  readonly channel?: string;
  readonly responseUrl?: string;
  readonly inThreadTs?: string;
  readonly message: Message;
  readonly dedupeKey: string;
}

/**
 * What a person shows to everybody in a conversation that they are in, or in a thread of it, whoever began that. Where the app is
 * no member it goes by response_url. Sent at most once; where it was not, or Slack does not say, the person is told.
 */
export interface Share {
  readonly kind: 'share';
  readonly person: string;
  readonly channel: string;
  readonly inThreadTs?: string;
  readonly responseUrl?: string;
  readonly message: Message;
  /** For the person: that it was not shown, or maybe not, and what to do. */
  readonly endings: Readonly<Record<ShareEnding, Message>>;
  readonly dedupeKey: string;
}

/**
 * How sharing ends but well. away: the person is not in that conversation; notLetIn: the app is not; closed: nobody can post there,
 * or not the app; unknown: Slack took it or did not, and does not say.
 */
export type ShareEnding = 'away' | 'notLetIn' | 'closed' | 'unknown';

/** A text file in a person's DM with the app. */
export interface FilePost {
  readonly kind: 'file';
  readonly to: string;
  readonly filename: string;
  readonly content: string;
  readonly comment: string;
  readonly dedupeKey: string;
}

export type Outgoing = NewPost | Edit | Ephemeral | Share | FilePost;

/**
 * Queues messages in the transaction of the fact they report; each channel posts its own in this order, and an edit goes out
 * once the message it changes is there. One statement, whatever their number: call it once per transaction, so that two
 * transactions cannot wait for each other's lanes.
 */
export async function enqueue(tx: Tx, ctx: Ctx, messages: readonly Outgoing[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = sql`select * from jsonb_to_recordset(${JSON.stringify(toRows(messages))}::jsonb)
    as row (position int, lane text, joins text, kind text, dedupe_key text, message_key text, payload jsonb)`;
  const workspace = sql`${ctx.workspaceId}::text`;
  const lanesToWake = sql`
    select channel, jsonb_build_object('channel', channel), business_now() + min(greatest(interval '0', coalesce(
      case kind when 'edit' then edits_not_before else posts_not_before end - clock_timestamp(), interval '0')))
    from lanes join fresh using (channel) group by channel order by channel`;

  const [result] = await tx.execute<{ unnamed: string[] }>(sql`
    with placed as (
      select row.*, coalesce(named.channel, row.lane) as channel
      from (${rows}) as row
      left join posted_messages as named on named.workspace_id = ${workspace} and named.message_key = row.joins
    ), fresh as (
      select *, row_number() over (partition by channel order by position) as rank, count(*) over (partition by channel) as total
      from placed
      where channel is not null and not exists (
        select from outbox_messages as known where known.workspace_id = ${workspace} and known.dedupe_key = placed.dedupe_key
      )
    ), lanes as (
      insert into outbox_lanes as lane (workspace_id, channel, last_sequence)
      select ${workspace}, channel, count(*) from fresh group by channel order by channel
      on conflict (workspace_id, channel) do update set last_sequence = lane.last_sequence + excluded.last_sequence
      returning channel, last_sequence, posts_not_before, edits_not_before
    ), queued as (
      insert into outbox_messages
        (workspace_id, channel, sequence, kind, dedupe_key, message_key, payload, correlation_id, queued_at)
      select ${workspace}, channel, last_sequence - total + rank, kind, dedupe_key, message_key, payload,
        ${ctx.correlationId}::text, clock_timestamp()
      from fresh join lanes using (channel)
      on conflict (workspace_id, dedupe_key) where dedupe_key is not null do nothing
    ), named as (
      insert into posted_messages (workspace_id, message_key, channel)
      select distinct on (message_key) ${workspace}, message_key, channel
      from fresh where kind = 'post' and message_key is not null
      order by message_key, position desc
      on conflict (workspace_id, message_key) do update set channel = excluded.channel
    ), jobs as (${upsertJobs(ctx, deliverLane, lanesToWake)})
    select ${wakeWorkers(sql`jobs`)} as woken,
      array(select message_key from placed where channel is null order by position) as unnamed`);

  for (const messageKey of result?.unnamed ?? []) {
    ctx.log.warn({ messageKey }, 'an edit was dropped because no message has that name');
  }
}

/** The lane a message names itself, and the named message whose lane it joins instead if that is known. */
interface LaneChoice {
  readonly lane?: string;
  readonly joins?: string;
}

function toRows(messages: readonly Outgoing[]) {
  // What belongs to a message that is queued in the same call finds its lane here, all others by the message's name.
  const named = new Map<string, LaneChoice>();
  return messages.map((outgoing, position) => {
    const messageKey = 'messageKey' in outgoing ? outgoing.messageKey : undefined;
    const choice = chooseLane(outgoing, named);
    if (messageKey !== undefined) named.set(messageKey, choice);
    return {
      position,
      ...choice,
      kind: outgoing.kind,
      dedupe_key: 'dedupeKey' in outgoing ? outgoing.dedupeKey : undefined,
      message_key: messageKey,
      payload: outgoing,
    };
  });
}

/**
 * An edit goes where the message it changes went, and a reply where the message it answers went: a team's channel may have
 * changed since, and what happens in the old one must not touch the lane of the new one.
 */
function chooseLane(message: Outgoing, named: ReadonlyMap<string, LaneChoice>): LaneChoice {
  if (message.kind === 'ephemeral' || message.kind === 'share') return { lane: ephemeralLane(message.person) };
  if (message.kind === 'edit') return named.get(message.messageKey) ?? { joins: message.messageKey };
  if (message.kind === 'file' || message.inThreadOf === undefined) return { lane: message.to };
  return named.get(message.inThreadOf) ?? { lane: message.to, joins: message.inThreadOf };
}
