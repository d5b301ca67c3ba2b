import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cases } from '../tables.ts';

/** moved: another date was agreed, in the row that replaces this one. */
export type PromiseState = 'open' | 'kept' | 'broken' | 'moved' | 'withdrawn';
export type ToldHow = 'phone' | 'email' | 'chat' | 'in-person';

/** The ledger of what customers were promised. Who sees to one is not stored: it follows the case (promise-rules.ts). */
export const promises = pgTable(
  'promises',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    caseId: uuid('case_id').notNull(),
    /** The submission that made it: a second run of the same one finds it. */
    requestId: text('request_id'),
    what: text().notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    toldHow: text('told_how').$type<ToldHow>(),
    /** IANA; the team's where it is not known. */
    customerZone: text('customer_zone'),
    madeBy: text('made_by').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    state: text().$type<PromiseState>().notNull().default('open'),
    /** When it was kept, broken (its due time), moved or withdrawn. */
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** When what was promised was done, in time or late; a broken promise without it is still owed. */
    keptAt: timestamp('kept_at', { withTimezone: true }),
    /** The promise with the earlier date that this one replaces. */
    replaces: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('promises_case').on(table.workspaceId, table.caseId),
    index('promises_open')
      .on(table.workspaceId, table.dueAt)
      .where(sql`state = 'open'`),
    uniqueIndex('promises_request')
      .on(table.workspaceId, table.requestId)
      .where(sql`request_id is not null`),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type LedgerPromise = typeof promises.$inferSelect;
