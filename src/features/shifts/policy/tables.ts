import { date, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';
import type { PackId } from '../rules/packs.ts';
import type { Policy } from '../rules/policy.ts';

/** What a team decides of its swaps: its own rules, and the labour packs that it adds to them. */
export interface HouseRules extends Omit<Policy, 'revision'> {
  readonly packs: readonly PackId[];
}

/** Each save of a team's swap rules, from the local date on which it begins to count. Of several that count the newest does. */
export const swapPolicies = pgTable(
  'swap_policies',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    revision: integer().notNull(),
    effectiveFrom: date('effective_from').notNull(),
    policy: jsonb().$type<HouseRules>().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.revision] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type SavedPolicy = typeof swapPolicies.$inferSelect;
