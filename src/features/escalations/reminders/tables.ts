import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { cases } from '../tables.ts';

/** What a reminder is about: `soon` before a time runs out, `late` after it. */
export type ReminderKind =
  | 'claim-late'
  | 'answer-soon'
  | 'answer-late'
  | 'resolve-soon'
  | 'resolve-late'
  | 'promise-soon'
  | 'promise-late'
  | 'approval-late'
  | 'tell-customer';

/** Somebody is to be reminded of a case once; several reminders reach them as one message. */
export const reminders = pgTable(
  'reminders',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    caseId: uuid('case_id').notNull(),
    kind: text().$type<ReminderKind>().notNull(),
    /** Which clock run, promise or approval it is about: each is told once. */
    run: text().notNull(),
    /** Whose matter it is. */
    slackId: text('slack_id').notNull(),
    /** Who is told: they themselves, or while they are away somebody who is there. */
    tellTo: text('tell_to').notNull(),
    /** Not looked at again before: they are away until then, or were told something just now. */
    lookAt: timestamp('look_at', { withTimezone: true })
      .notNull()
      .default(sql`to_timestamp(0)`),
    /** When what it is about is, or was, due. */
    dueAt: timestamp('due_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    /** Told, or not needed any more. */
    settledAt: timestamp('settled_at', { withTimezone: true }),
    toldAt: timestamp('told_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('reminders_once').on(table.workspaceId, table.caseId, table.kind, table.run, table.slackId),
    index('reminders_waiting')
      .on(table.workspaceId, table.tellTo, table.lookAt, table.id)
      .where(sql`settled_at is null`),
    index('reminders_told')
      .on(table.workspaceId, table.tellTo, table.toldAt)
      .where(sql`told_at is not null`),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type Reminder = typeof reminders.$inferSelect;
