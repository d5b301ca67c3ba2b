import { foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { cases } from '../tables.ts';

/** A party knows of the case; somebody kept out is never to learn of it, nor to mediate. */
export type PartyStanding = 'party' | 'kept-out';

/** Who else, besides raiser and mediator (its owner), a private case is for, and who it is kept from: one row a person. */
export const caseParties = pgTable(
  'case_parties',
  {
    workspaceId: text('workspace_id').notNull(),
    caseId: uuid('case_id').notNull(),
    slackId: text('slack_id').notNull(),
    standing: text().$type<PartyStanding>().notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.caseId, table.slackId] }),
    index('case_parties_person').on(table.workspaceId, table.slackId),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type CaseParty = typeof caseParties.$inferSelect;
