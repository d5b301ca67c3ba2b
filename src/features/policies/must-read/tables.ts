import {
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

/** A revision that people must have read, and by when. */
export const mustReads = pgTable(
  'must_reads',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    policyId: uuid('policy_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    /** Audience keys (library/audience.ts), all of whom may see the policy. */
    audience: text().array().notNull(),
    /** The passage that is quoted; null: the beginning. */
    anchor: text(),
    /** The last local day, and the instant it ends (zone of the team that keeps the policy). */
    deadline: date().notNull(),
    deadlineAt: timestamp('deadline_at', { withTimezone: true }).notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** When nobody has to any more: it was ended by hand, or another revision took its place. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedBy: text('ended_by'),
    submission: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('must_reads_submission').on(table.workspaceId, table.submission),
    index('must_reads_policy').on(table.workspaceId, table.policyId),
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
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    reminded: integer().notNull().default(0),
    acknowledgedAt: timestamp('acknowledged_at', { withTimezone: true }),
    /** When they had not to any more: they left the audience. */
    excusedAt: timestamp('excused_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.mustReadId, table.slackId] }),
    index('acknowledgements_person').on(table.workspaceId, table.slackId),
    foreignKey({
      columns: [table.workspaceId, table.mustReadId],
      foreignColumns: [mustReads.workspaceId, mustReads.id],
    }).onDelete('cascade'),
  ],
);
export type Acknowledgement = typeof acknowledgements.$inferSelect;
