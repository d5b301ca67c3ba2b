import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Remedy } from '../../../people/authority/matrix.ts';
import { cases, type Decision } from '../tables.ts';

/** The exception register: decisions that depart from policy, and from which passage. */
export const caseExceptions = pgTable(
  'case_exceptions',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    caseId: uuid('case_id').notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    decision: text().$type<Decision>().notNull(),
    remedy: text().$type<Remedy>(),
    /** The passage departed from, as it was called then: `Refunds › Late returns`; of what is no policy here a link, or its name. */
    passage: text().notNull(),
    /** The revision and the passage in it; null of what is no policy here. Kept also when the policy is gone. */
    policyRevisionId: uuid('policy_revision_id'),
    policyAnchor: text('policy_anchor'),
    reason: text().notNull(),
    /** Minor units of `currency`. */
    amount: bigint({ mode: 'number' }),
    currency: text(),
    decidedBy: text('decided_by').notNull(),
    /** Whoever else had to say yes; null where it was within the decider's own authority. */
    approvedBy: text('approved_by'),
    /** The revision of the authority matrix it was judged by. */
    authorityRevision: integer('authority_revision').notNull(),
    /** When the case was reopened, and the decision with it. */
    undoneAt: timestamp('undone_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('case_exceptions_case').on(table.workspaceId, table.caseId),
    uniqueIndex('case_exceptions_standing')
      .on(table.workspaceId, table.caseId)
      .where(sql`undone_at is null`),
    index('case_exceptions_at').on(table.workspaceId, table.at),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type CaseException = typeof caseExceptions.$inferSelect;
