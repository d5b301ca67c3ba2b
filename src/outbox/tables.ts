import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** One row per channel (or person, for direct messages): its order, its pace, and who is sending now. */
export const outboxLanes = pgTable(
  'outbox_lanes',
  {
    workspaceId: text('workspace_id').notNull(),
    /** C… or G… of a channel, U… of a person, or `ephemeral:U…` for what only that person sees. */
    channel: text().notNull(),
    lastSequence: bigint('last_sequence', { mode: 'number' }).notNull().default(0),
    /** Real time before which nothing new is posted here: pacing, back-off, Retry-After. */
    postsNotBefore: timestamp('posts_not_before', { withTimezone: true }),
    /** The same for edits, which Slack limits apart from what is new. */
    editsNotBefore: timestamp('edits_not_before', { withTimezone: true }),
    /** Failures in a row, since anything was last sent here: how far to back off. */
    failures: integer().notNull().default(0),
    /** D… of a person's direct messages, once known; channels go by their own id. */
    slackChannel: text('slack_channel'),
    leaseToken: uuid('lease_token'),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    /** Slack's error code while the channel cannot be reached; messages wait. */
    blockedReason: text('blocked_reason'),
    blockedAt: timestamp('blocked_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.channel] })],
);

/** A message that must reach a channel, queued in the transaction of the fact it reports. */
export const outboxMessages = pgTable(
  'outbox_messages',
  {
    workspaceId: text('workspace_id').notNull(),
    channel: text().notNull(),
    sequence: bigint({ mode: 'number' }).notNull(),
    /** Travels as message metadata, so that the app recognises its own message after a lost answer. */
    id: uuid().notNull().defaultRandom(),
    /** post | edit | ephemeral | share | file */
    kind: text().notNull(),
    dedupeKey: text('dedupe_key'),
    /** Names the message, so that later edits and replies find it. */
    messageKey: text('message_key'),
    payload: jsonb().$type<unknown>().notNull(),
    /** queued | sending (it may have reached Slack) | sent | superseded | failed */
    state: text().notNull().default('queued'),
    /** Sends whose outcome is not known to be "not done". */
    attempts: integer().notNull().default(0),
    /** Real time of the first of these sends: where to look for the message in Slack. */
    sendingSince: timestamp('sending_since', { withTimezone: true }),
    lastError: text('last_error'),
    correlationId: text('correlation_id').notNull(),
    /** Real time, as people wait and as Slack delivers again. */
    queuedAt: timestamp('queued_at', { withTimezone: true }).notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.channel, table.sequence] }),
    uniqueIndex('outbox_dedupe')
      .on(table.workspaceId, table.dedupeKey)
      .where(sql`dedupe_key is not null`),
    index('outbox_unsent')
      .on(table.workspaceId, table.channel, table.sequence)
      .where(sql`state in ('queued', 'sending')`),
  ],
);

/** Where a named message stands in Slack, once it has been posted. */
export const postedMessages = pgTable(
  'posted_messages',
  {
    workspaceId: text('workspace_id').notNull(),
    messageKey: text('message_key').notNull(),
    /** The lane it was queued on. */
    channel: text().notNull(),
    /** The channel Slack gave back (D… for a direct message). */
    slackChannel: text('slack_channel'),
    ts: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.messageKey] }),
    uniqueIndex('posted_messages_place')
      .on(table.workspaceId, table.slackChannel, table.ts)
      .where(sql`ts is not null`),
  ],
);
