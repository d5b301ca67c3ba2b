import { foreignKey, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';

/**
 * choosing: it is asked for which team; asking: its giver was shown what would change; importing: they said yes, a job writes
 * it; done: what came of it is told; left: nothing more comes of it, and its files are forgotten.
 */
export type ImportState = 'choosing' | 'asking' | 'importing' | 'done' | 'left';

/** Files of policies that somebody gave in Slack, from when they were read until it is decided. */
export const policyImports = pgTable(
  'policy_imports',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull(),
    by: text().notNull(),
    /** Null while it is not chosen. */
    teamId: uuid('team_id'),
    state: text().$type<ImportState>().notNull(),
    /** What is to become of it, once that is said: publish | draft. */
    mode: text().$type<'publish' | 'draft'>(),
    /** What was given, as JSON (the files and what could not be read); empty once it is decided. */
    given: text().notNull(),
    /** What its giver was shown, so that nothing else is done: grows with each look. */
    look: integer().notNull().default(1),
    /** Tells two looks apart that would not do the same. */
    seen: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type PolicyImport = typeof policyImports.$inferSelect;
