import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';
import type { Layout } from './layout.ts';
import type { ImportCounts, Problem } from './problems.ts';

/** What the rows of a file are about. */
export type ImportKind = 'shifts' | 'absences' | 'skills';

/**
 * reading: rows are looked at; asking: a person has to say which column is what; checked: it waits for *Import*; importing:
 * somebody pressed it. The rest are ends.
 */
export type ImportState = 'reading' | 'asking' | 'checked' | 'importing' | 'imported' | 'dropped' | 'failed';

/** A file that somebody gave, kept as it was until its rows are on the roster: no problem in it asks for another upload. */
export const rosterImports = pgTable(
  'roster_imports',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull(),
    teamId: uuid('team_id').notNull(),
    by: text().notNull(),
    kind: text().$type<ImportKind>().notNull(),
    state: text().$type<ImportState>().notNull(),
    fileName: text('file_name').notNull(),
    content: text().notNull(),
    layout: jsonb().$type<Layout>(),
    /** Whether shifts in the file's dates that are not in it are taken off the roster. */
    cancelsMissing: boolean('cancels_missing').notNull(),
    /** Whether to import the rows that are right although others are not. */
    onlyGood: boolean('only_good').notNull().default(false),
    counts: jsonb().$type<ImportCounts>(),
    firstProblems: jsonb('first_problems').$type<readonly Problem[]>().notNull().default([]),
    /** Grows each time the rows were looked at: a button of an older look decides nothing. */
    look: integer().notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('roster_imports_team').on(table.workspaceId, table.teamId, table.createdAt),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type RosterImport = typeof rosterImports.$inferSelect;

/** Which column is what, as somebody of the team said it once for files with this heading. */
export const rosterLayouts = pgTable(
  'roster_layouts',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** The heading's columns, as written. */
    heading: text().notNull(),
    layout: jsonb().$type<Layout>().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.heading] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** An iCal calendar that a team's shifts are read from every hour, with its last good copy. */
export const rosterCalendars = pgTable(
  'roster_calendars',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull(),
    teamId: uuid('team_id').notNull(),
    url: text().notNull(),
    /** Whose shifts it holds; null: whoever each event names as attendee, else nobody's. */
    slackId: text('slack_id'),
    content: text(),
    etag: text(),
    readAt: timestamp('read_at', { withTimezone: true }),
    failingSince: timestamp('failing_since', { withTimezone: true }),
    failure: text(),
    /** What the managers know to be wrong with its events, by fingerprint: the same is told once for as long as it lasts. */
    toldProblems: jsonb('told_problems').$type<readonly string[]>().notNull().default([]),
    addedBy: text('added_by').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type RosterCalendar = typeof rosterCalendars.$inferSelect;
