import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Who opened App Home lately; only their Home is published anew when something changes. */
export const homeOpenings = pgTable(
  'home_openings',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.slackId] })],
);
