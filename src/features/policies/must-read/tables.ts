import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { policies, policyRevisions } from '../library/tables.ts';

/** by-hand: somebody ended it; changed: another revision counts, or none does; archived: the policy is out of use. */
export type EndedBecause = 'by-hand' | 'changed' | 'archived';

/** A revision that people must have read, and by when. */
export const mustReads = pgTable(
  'must_reads',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    policyId: uuid('policy_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    /** Audience keys (library/reading/audience.ts), all of whom may see the policy. */
    audience: text().array().notNull(),
    /** The passage that is quoted; null: the beginning. */
    anchor: text(),
    /** Instead of a passage: what changed since this revision is shown. */
    sinceRevisionId: uuid('since_revision_id'),
    /** In the words of whoever asks. */
    note: text(),
    /** The last local day, and the instant it ends (zone of the team that keeps the policy). */
    deadline: date().notNull(),
    deadlineAt: timestamp('deadline_at', { withTimezone: true }).notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** When nobody has to any more: it was ended by hand, or another revision took its place. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedBy: text('ended_by'),
    endedBecause: text('ended_because').$type<EndedBecause>(),
    /** When whoever asked was told how it stood after the deadline; and when those who were missing then were reminded by hand. */
    summaryAt: timestamp('summary_at', { withTimezone: true }),
    nudgedAt: timestamp('nudged_at', { withTimezone: true }),
    submission: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('must_reads_submission').on(table.workspaceId, table.submission),
    index('must_reads_policy').on(table.workspaceId, table.policyId),
    index('must_reads_open')
      .on(table.workspaceId, table.askedAt)
      .where(sql`ended_at is null`),
    foreignKey({
      columns: [table.workspaceId, table.policyId],
      foreignColumns: [policies.workspaceId, policies.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.workspaceId, table.revisionId],
      foreignColumns: [policyRevisions.workspaceId, policyRevisions.id],
    }).onDelete('cascade'),
  ],
);
export type MustRead = typeof mustReads.$inferSelect;

/** Each person who must read it; an acknowledgement is theirs alone and stays when they leave. */
export const acknowledgements = pgTable(
  'acknowledgements',
  {
    workspaceId: text('workspace_id').notNull(),
    mustReadId: uuid('must_read_id').notNull(),
    slackId: text('slack_id').notNull(),
    /** The team through which they have to, for the count per team. */
    teamId: uuid('team_id').notNull(),
    /** Since when they have to; of whoever came back, since then. */
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** The deadline of all, or for whoever joined later their own. */
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    /** Counts how often they were asked: 2 once they came back. Their messages are named by it. */
    round: integer().notNull().default(1),
    /** When their message was queued, and the last reminder, and how many of these there were. */
    toldAt: timestamp('told_at', { withTimezone: true }),
    remindedAt: timestamp('reminded_at', { withTimezone: true }),
    reminded: integer().notNull().default(0),
    /** They are to be reminded once more, by hand. */
    isNudged: boolean('is_nudged').notNull().default(false),
    /** When something is to be sent to them next, if they are at work then; null: nothing is. */
    nextAt: timestamp('next_at', { withTimezone: true }),
    acknowledgedAt: timestamp('acknowledged_at', { withTimezone: true }),
    /** When they had not to any more: they left the audience. What they said before stays. */
    excusedAt: timestamp('excused_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.mustReadId, table.slackId] }),
    index('acknowledgements_person').on(table.workspaceId, table.slackId),
    index('acknowledgements_next')
      .on(table.workspaceId, table.mustReadId, table.nextAt)
      .where(sql`next_at is not null`),
    foreignKey({
      columns: [table.workspaceId, table.mustReadId],
      foreignColumns: [mustReads.workspaceId, mustReads.id],
    }).onDelete('cascade'),
  ],
);
export type Acknowledgement = typeof acknowledgements.$inferSelect;

/** What a message lists: must-reads of somebody who has to read them, or of somebody who asked others to. Several at once share one. */
export const mustReadMessages = pgTable(
  'must_read_messages',
  {
    workspaceId: text('workspace_id').notNull(),
    /** As in the outbox. */
    messageKey: text('message_key').notNull(),
    mustReadId: uuid('must_read_id').notNull(),
    slackId: text('slack_id').notNull(),
    /** To whoever asked: how it stands after the deadline. */
    isSummary: boolean('is_summary').notNull(),
    /** How it stood when the message was last written, so that only what differs is sent again. */
    shown: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.messageKey, table.mustReadId] }),
    index('must_read_messages_listing').on(table.workspaceId, table.mustReadId, table.slackId),
    foreignKey({
      columns: [table.workspaceId, table.mustReadId],
      foreignColumns: [mustReads.workspaceId, mustReads.id],
    }).onDelete('cascade'),
  ],
);
export type MustReadMessage = typeof mustReadMessages.$inferSelect;
