import { sql } from 'drizzle-orm';
import {
  boolean,
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

/** open: its owner is to answer; answered: everybody who asked was told; closed: needs no answer, and why. */
export type GapState = 'open' | 'answered' | 'closed';

/** A question that no policy answers, with whoever is to answer it, and by when. */
export const policyGaps = pgTable(
  'policy_gaps',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    teamId: uuid('team_id').notNull(),
    /** 1, 2, 3 … within the workspace, for people to speak of. */
    number: integer().notNull(),
    state: text().$type<GapState>().notNull(),
    question: text().notNull(),
    /** Same words, same gap: the question in lower case without punctuation. */
    questionKey: text('question_key').notNull(),
    owner: text().notNull(),
    /** Since when it is theirs: they are reminded from then on. */
    ownerSince: timestamp('owner_since', { withTimezone: true }).notNull(),
    /** The policy that came nearest when it was asked, without answering it: its owner may know. */
    nearestPolicyId: uuid('nearest_policy_id'),
    askedBy: text('asked_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** By the team's calendar. */
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    /** How many of its reminders were sent. */
    reminded: integer().notNull().default(0),
    answer: text(),
    /** The policy that the answer was taken from or became. */
    policyId: uuid('policy_id'),
    /** The passage of it that says so, as it was then. */
    passageId: uuid('passage_id'),
    /** The answer is a policy that is not published yet: whoever asked is told when it is. */
    awaitsPolicy: boolean('awaits_policy').notNull().default(false),
    settledBy: text('settled_by'),
    settledAt: timestamp('settled_at', { withTimezone: true }),
    settledBecause: text('settled_because'),
    /** Counts how often it was changed. */
    version: integer().notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('policy_gaps_number').on(table.workspaceId, table.number),
    uniqueIndex('policy_gaps_one_open')
      .on(table.workspaceId, table.teamId, table.questionKey)
      .where(sql`state = 'open'`),
    index('policy_gaps_owner').on(table.workspaceId, table.owner, table.state),
    index('policy_gaps_team').on(table.workspaceId, table.teamId, table.state),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type PolicyGap = typeof policyGaps.$inferSelect;

/** Everybody who asked it: each is told the answer, once. */
export const policyGapAskers = pgTable(
  'policy_gap_askers',
  {
    workspaceId: text('workspace_id').notNull(),
    gapId: uuid('gap_id').notNull(),
    slackId: text('slack_id').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** In their own words. */
    question: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.gapId, table.slackId] }),
    foreignKey({
      columns: [table.workspaceId, table.gapId],
      foreignColumns: [policyGaps.workspaceId, policyGaps.id],
    }).onDelete('cascade'),
  ],
);
