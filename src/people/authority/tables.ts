import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { teams } from '../tables.ts';
import type { AuthorityRule } from './matrix.ts';

/** Every authority matrix a team has had; the highest revision holds. Rows are never changed. */
export const authorityRevisions = pgTable(
  'authority_revisions',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** From 1, without gaps. */
    revision: integer().notNull(),
    currency: text().notNull(),
    rules: jsonb().$type<readonly AuthorityRule[]>().notNull(),
    /** Minor units of `currency`, as is the budget. */
    secondPersonAbove: bigint('second_person_above', { mode: 'number' }),
    monthlyBudget: bigint('monthly_budget', { mode: 'number' }),
    savedBy: text('saved_by').notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.revision] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type AuthorityRevision = typeof authorityRevisions.$inferSelect;

/** What a team has granted in a month so far, by currency. A month without a row has granted nothing. */
export const authorityBudgets = pgTable(
  'authority_budgets',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** Of the team's zone: `2026-11`. */
    month: text().notNull(),
    currency: text().notNull(),
    /** Minor units of `currency`. */
    taken: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.month, table.currency] }),
    check('authority_budgets_taken', sql`${table.taken} >= 0`),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
