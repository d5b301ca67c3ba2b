import { date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { policies, policyRevisions } from '../library/tables.ts';

/** What was said to whom to keep a policy true, so that each thing is said once. */
export const policyCare = pgTable(
  'policy_care',
  {
    workspaceId: text('workspace_id').notNull(),
    policyId: uuid('policy_id').notNull(),
    /** The review its owner was asked for: the policy's `reviewOn` then. */
    reviewOn: date('review_on'),
    /** Who was asked, when, and in which named message it stands now. */
    askedOf: text('asked_of'),
    askedAt: timestamp('asked_at', { withTimezone: true }),
    askedIn: text('asked_in'),
    reminded: integer().notNull().default(0),
    /** When the team's managers heard that nobody answers. */
    managersToldAt: timestamp('managers_told_at', { withTimezone: true }),
    /** The owner of whom the managers heard that they are gone. */
    goneOwner: text('gone_owner'),
    /** The revisions of which somebody heard that they end soon, and that they have ended. */
    endingRevisionId: uuid('ending_revision_id'),
    endedRevisionId: uuid('ended_revision_id'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.policyId] }),
    index('policy_care_asked_in').on(table.workspaceId, table.askedIn),
    foreignKey({
      columns: [table.workspaceId, table.policyId],
      foreignColumns: [policies.workspaceId, policies.id],
    }).onDelete('cascade'),
  ],
);
export type PolicyCare = typeof policyCare.$inferSelect;

/** The revisions that teams were told of in their channels; those of one batch were told together. */
export const policyNews = pgTable(
  'policy_news',
  {
    workspaceId: text('workspace_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    batch: uuid().notNull(),
    toldAt: timestamp('told_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.revisionId] }),
    index('policy_news_batch').on(table.workspaceId, table.batch),
    foreignKey({
      columns: [table.workspaceId, table.revisionId],
      foreignColumns: [policyRevisions.workspaceId, policyRevisions.id],
    }).onDelete('cascade'),
  ],
);

/** Until when somebody has seen what is new and changed, on App Home. */
export const policyNewsSeen = pgTable(
  'policy_news_seen',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.slackId] })],
);
