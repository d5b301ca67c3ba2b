import { bigint, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** What Slack sent, stored before it is acked. `identity` says what it is about, so a second delivery changes nothing. */
export const intake = pgTable(
  'intake',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    identity: text().notNull(),
    /** click | submit | event */
    kind: text().notNull(),
    /** The handler's key: action id, callback id or event type. */
    key: text().notNull(),
    /** What was sent, checked and in our words; emptied once it is worked off. */
    payload: jsonb().$type<unknown>(),
    correlationId: text('correlation_id').notNull(),
    /** Real time: how long it is kept has nothing to do with the sandbox's clock. */
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    /** The same instant in business time: when what was sent counts as done. */
    happenedAt: timestamp('happened_at', { withTimezone: true }).notNull(),
    doneAt: timestamp('done_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('intake_identity').on(table.workspaceId, table.identity),
  ],
);
