import { foreignKey, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';

/**
 * An address at which somebody's calendar reads shifts: their own, or a team's that they are on. Whoever knows it can read
 * them, so it is not kept: only what it is recognized by.
 */
export const feedAddresses = pgTable(
  'feed_addresses',
  {
    workspaceId: text('workspace_id').notNull(),
    /** SHA-256 of the secret in it. */
    secretHash: text('secret_hash').notNull(),
    slackId: text('slack_id').notNull(),
    /** Null: their own shifts, on whichever teams. */
    teamId: uuid('team_id'),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.secretHash] }),
    unique('feed_addresses_one').on(table.workspaceId, table.slackId, table.teamId).nullsNotDistinct(),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
