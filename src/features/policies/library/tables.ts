import { sql } from 'drizzle-orm';
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
import { teams } from '../../../people/tables.ts';
import type { RevisionState } from './lifecycle.ts';

/** Whose stems its words are looked up by; `simple` knows none. */
export type Language = 'english' | 'spanish' | 'german' | 'french' | 'simple';

/** A policy as long as it lives; what it says is in its revisions. */
export const policies = pgTable(
  'policies',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    /** The team that keeps it: its managers publish it, its zone and calendar count. */
    teamId: uuid('team_id').notNull(),
    /** Of the revision in force; of a policy that never was in force, of its newest revision. */
    title: text().notNull(),
    /** Who answers for it. */
    owner: text().notNull(),
    language: text().$type<Language>().notNull(),
    /** Who may see it, as audience keys (audience.ts); never empty. */
    audience: text().array().notNull(),
    /** What it is about, in the team's own words: shown with each answer, and searched. */
    section: text(),
    products: text().array().notNull().default([]),
    channels: text().array().notNull().default([]),
    regions: text().array().notNull().default([]),
    keywords: text().array().notNull().default([]),
    /** Front matter that this app has no use for, as YAML: exported as it came. */
    otherFrontMatter: text('other_front_matter'),
    /** Where it came from, such as a path below the imported folder: an import finds it again by this. */
    source: text(),
    /** The name of the folder that it came from last; null where it never came from one: then it cannot be gone from it. */
    folder: text(),
    /** Its settings and questions as an import left them, as a mark: where they are others now, somebody has changed them here. */
    importedSettings: text('imported_settings'),
    reviewDays: integer('review_days').notNull().default(90),
    /** When somebody last said that it is true, by publishing it or by *Still true*. */
    verifiedAt: timestamp('verified_at', { withTimezone: true }),
    verifiedBy: text('verified_by'),
    /** Local date on which its owner is asked whether it is still true; null until it was published. */
    reviewOn: date('review_on'),
    archivedAt: timestamp('archived_at', { withTimezone: true }),
    archivedBy: text('archived_by'),
    /** In the words of whoever did. */
    archivedBecause: text('archived_because'),
    /** Counts how often its settings were changed: a form that knows an older count is refused. */
    version: integer().notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('policies_source').on(
      table.workspaceId,
      table.teamId,
      sql`coalesce(${table.folder}, '')`,
      table.source,
    ),
    index('policies_owner').on(table.workspaceId, table.owner),
    index('policies_team').on(table.workspaceId, table.teamId),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type Policy = typeof policies.$inferSelect;

/** What a policy says, and from when. At most one of a policy is worked on at a time (draft or in review). */
export const policyRevisions = pgTable(
  'policy_revisions',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    policyId: uuid('policy_id').notNull(),
    /** 1, 2, 3 … within its policy. */
    number: integer().notNull(),
    state: text().$type<RevisionState>().notNull(),
    title: text().notNull(),
    markdown: text().notNull(),
    /** What is new, in the words of whoever changed it; shown to those it concerns. */
    changeNote: text('change_note'),
    /** Who began it. */
    author: text().notNull(),
    /** Who saved it last. */
    savedBy: text('saved_by').notNull(),
    /** Counts how often it was saved: a form that knows an older count is refused. */
    version: integer().notNull().default(1),
    sentForReviewAt: timestamp('sent_for_review_at', { withTimezone: true }),
    /** Who read it before it was published; null where its author published it alone. */
    reviewedBy: text('reviewed_by'),
    /** What whoever sent it back would have changed. */
    reviewNote: text('review_note'),
    /** The first local day (of the team that keeps it) on which it counts, and the instant: on its day never before it was published. */
    effectiveFrom: date('effective_from'),
    effectiveAt: timestamp('effective_at', { withTimezone: true }),
    /** The last local day on which it counts, and the instant that day ends; null: until another takes its place. */
    expiresOn: date('expires_on'),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    publishedBy: text('published_by'),
    /** The submission that began it, so that it is begun once. */
    submission: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('policy_revisions_number').on(table.workspaceId, table.policyId, table.number),
    uniqueIndex('policy_revisions_submission').on(table.workspaceId, table.submission),
    index('policy_revisions_effective').on(table.workspaceId, table.effectiveAt),
    uniqueIndex('policy_revisions_one_worked_on')
      .on(table.workspaceId, table.policyId)
      .where(sql`state in ('draft', 'review')`),
    foreignKey({
      columns: [table.workspaceId, table.policyId],
      foreignColumns: [policies.workspaceId, policies.id],
    }).onDelete('cascade'),
  ],
);
export type PolicyRevision = typeof policyRevisions.$inferSelect;

/** The passages of each published revision: what is found, quoted, shared and pointed to. */
export const policyPassages = pgTable(
  'policy_passages',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    revisionId: uuid('revision_id').notNull(),
    /** Its place in the revision: 0, 1, 2 … */
    ordinal: integer().notNull(),
    /** Names it within its policy, over revisions. */
    anchor: text().notNull(),
    /** The headings above it: "Refunds › Late returns". */
    heading: text().notNull(),
    markdown: text().notNull(),
    /** Without mark-up. */
    text: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('policy_passages_ordinal').on(table.workspaceId, table.revisionId, table.ordinal),
    foreignKey({
      columns: [table.workspaceId, table.revisionId],
      foreignColumns: [policyRevisions.workspaceId, policyRevisions.id],
    }).onDelete('cascade'),
  ],
);
export type PolicyPassage = typeof policyPassages.$inferSelect;

/** Questions in customers' words that a policy answers: the index is made of them as much as of its text. */
export const policyQuestions = pgTable(
  'policy_questions',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    policyId: uuid('policy_id').notNull(),
    /** The passage that answers it, if one does. */
    anchor: text(),
    text: text().notNull(),
    /** editor: somebody wrote it; learned: a look-up was answered by it, as whoever looked it up said. */
    origin: text().$type<'editor' | 'learned'>().notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
    /** When a learned one was taken back. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
    removedBy: text('removed_by'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('policy_questions_once')
      .on(table.workspaceId, table.policyId, sql`lower(text)`)
      .where(sql`removed_at is null`),
    foreignKey({
      columns: [table.workspaceId, table.policyId],
      foreignColumns: [policies.workspaceId, policies.id],
    }).onDelete('cascade'),
  ],
);
export type PolicyQuestion = typeof policyQuestions.$inferSelect;

/** Which revision of a policy somebody read last, and when. */
export const policyReads = pgTable(
  'policy_reads',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    policyId: uuid('policy_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    readAt: timestamp('read_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.slackId, table.policyId] }),
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
