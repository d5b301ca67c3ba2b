import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Who did what to what, written in the transaction of the fact. */
export const auditLog = pgTable(
  'audit_log',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    actorSlackId: text('actor_slack_id').notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    correlationId: text('correlation_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('audit_log_subject').on(table.workspaceId, table.subject, table.id),
  ],
);

/** At most one row: how far the sandbox has moved its clock. Without a row, business time is real time. */
export const businessClock = pgTable('business_clock', {
  only: boolean().primaryKey().default(true),
  offsetMs: bigint('offset_ms', { mode: 'number' }).notNull(),
});
