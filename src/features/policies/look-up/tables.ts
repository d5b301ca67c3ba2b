import { foreignKey, index, integer, pgTable, primaryKey, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { policies } from '../library/tables.ts';

/** Where somebody looked something up; `order`: they may have meant none, as it began like an order that they may not give. */
export type LookUpPlace = 'command' | 'order' | 'shortcut' | 'home' | 'case';

/** What people looked up, and whether it helped: what is asked often and found never is somebody's work. */
export const policyLookUps = pgTable(
  'policy_look_ups',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    slackId: text('slack_id').notNull(),
    /** The team they acted for; null of somebody on none. */
    teamId: uuid('team_id'),
    place: text().$type<LookUpPlace>().notNull(),
    query: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** How sure the first hit was; below the threshold there is nothing on it yet. */
    confidence: real().notNull(),
    hits: integer().notNull(),
    /** The first hit's policy, where there was an answer. */
    policyId: uuid('policy_id'),
    /** What they said of it, about which policy. */
    verdict: text().$type<'helped' | 'not-this'>(),
    verdictPolicyId: uuid('verdict_policy_id'),
    verdictAt: timestamp('verdict_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('policy_look_ups_at').on(table.workspaceId, table.at),
    index('policy_look_ups_policy').on(table.workspaceId, table.policyId, table.at),
    foreignKey({
      columns: [table.workspaceId, table.policyId],
      foreignColumns: [policies.workspaceId, policies.id],
    }).onDelete('cascade'),
  ],
);
export type PolicyLookUp = typeof policyLookUps.$inferSelect;

/** What was shared from an answer, and where: pressed twice it is there once. */
export const policyShares = pgTable(
  'policy_shares',
  {
    workspaceId: text('workspace_id').notNull(),
    lookUpId: uuid('look_up_id').notNull(),
    passageId: uuid('passage_id').notNull(),
    channel: text().notNull(),
    /** Empty where it is in none. */
    threadTs: text('thread_ts').notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.lookUpId, table.passageId, table.channel, table.threadTs] }),
    foreignKey({
      columns: [table.workspaceId, table.lookUpId],
      foreignColumns: [policyLookUps.workspaceId, policyLookUps.id],
    }).onDelete('cascade'),
  ],
);
