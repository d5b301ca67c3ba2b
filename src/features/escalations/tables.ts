import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { teams } from '../../people/tables.ts';

export type CaseState = 'open' | 'claimed' | 'waiting' | 'resolved' | 'cancelled';
export type Urgency = 'normal' | 'high' | 'critical';
/** What the customer wants: an answer, a remedy, or something else. */
export type Wanted = 'answer' | 'refund' | 'replacement' | 'credit' | 'exception' | 'callback' | 'other';
export type Decision = 'granted' | 'partly' | 'refused' | 'answered';

/** Whom a case waits for: an answer of the agent or the customer, or the approval of somebody with more authority. */
export type WaitingOn = 'agent' | 'customer' | 'approver';

/** What an entry of a case's log says happened. */
export type CaseEntryKind =
  | 'raised'
  | 'note'
  | 'details'
  | 'answered'
  | 'urgency'
  | 'claimed'
  | 'taken-over'
  | 'asked'
  | 'handed-over'
  | 'given-back'
  | 'lapsed'
  | 'promised'
  | 'promise-kept'
  | 'promise-broken'
  | 'promise-moved'
  | 'promise-withdrawn'
  | 'resolved'
  | 'cancelled'
  | 'reopened'
  | 'told'
  // A decision above the decider's authority: asked for, given (by the first of two, for good), refused, taken back.
  | 'approval-asked'
  | 'approval-passed-on'
  | 'approval-question'
  | 'approval-answer'
  | 'first-approved'
  | 'approved'
  | 'approval-refused'
  | 'approval-taken-back'
  // A refusal, looked at once more by somebody else, who grants it (resolved, approved) or not.
  | 'second-look'
  | 'upheld'
  // Who a private case is for.
  | 'party-added'
  | 'party-removed';

/** The last case number given out, per workspace. */
export const caseNumbers = pgTable('case_numbers', {
  workspaceId: text('workspace_id').primaryKey(),
  lastNumber: integer('last_number').notNull(),
});

export const cases = pgTable(
  'cases',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    /** In a row without gaps; a private case takes none of these (private/raise-private-case.ts). */
    number: integer().notNull(),
    /** The submission that raised it: a second run of the same one finds this case. */
    requestId: text('request_id').notNull(),
    teamId: uuid('team_id').notNull(),
    state: text().$type<CaseState>().notNull(),
    /** While state is waiting: on whom. */
    waitingOn: text('waiting_on').$type<WaitingOn>(),
    isPrivate: boolean('is_private').notNull().default(false),
    summary: text().notNull(),
    wanted: text().$type<Wanted>().notNull(),
    urgency: text().$type<Urgency>().notNull(),
    customer: text(),
    /** Minor units of `currency`. */
    amount: bigint({ mode: 'number' }),
    currency: text(),
    whatHappened: text('what_happened'),
    ticketLink: text('ticket_link'),
    category: text(),
    promisedBy: timestamp('promised_by', { withTimezone: true }),
    /** The earliest due time of its running clocks, and which clock that is (clocks/tables.ts). */
    nextDueAt: timestamp('next_due_at', { withTimezone: true }),
    nextDueClock: text('next_due_clock').$type<'claim' | 'answer' | 'next-answer' | 'resolve'>(),
    /** The escalated message, where there was one. */
    sourceChannel: text('source_channel'),
    sourceTs: text('source_ts'),
    sourceAuthor: text('source_author'),
    sourceText: text('source_text'),
    raisedBy: text('raised_by').notNull(),
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
    owner: text(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    decision: text().$type<Decision>(),
    /** Minor units of `currency`. */
    decidedAmount: bigint('decided_amount', { mode: 'number' }),
    decidedBy: text('decided_by'),
    /** Who approved the decision, in order, where it took more authority than the decider's. */
    approvedBy: text('approved_by').array(),
    /** The revision of the authority matrix that it was decided under. */
    authorityRevision: integer('authority_revision'),
    /** The month (`2026-03`, of the team) whose budget the decided amount was taken from. */
    budgetMonth: text('budget_month'),
    tellCustomer: text('tell_customer'),
    toldCustomerAt: timestamp('told_customer_at', { withTimezone: true }),
    writeUpIssue: text('write_up_issue'),
    writeUpWho: text('write_up_who'),
    writeUpSaid: text('write_up_said'),
    writeUpOutcome: text('write_up_outcome'),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('cases_number').on(table.workspaceId, table.number),
    uniqueIndex('cases_request').on(table.workspaceId, table.requestId),
    uniqueIndex('cases_source')
      .on(table.workspaceId, table.sourceChannel, table.sourceTs)
      // A message that was escalated privately can be escalated by somebody else, who must not learn of it.
      .where(sql`source_ts is not null and not is_private`),
    index('cases_private')
      .on(table.workspaceId, table.state)
      .where(sql`is_private`),
    index('cases_team_state').on(table.workspaceId, table.teamId, table.state),
    index('cases_raised_by').on(table.workspaceId, table.raisedBy),
    index('cases_owner').on(table.workspaceId, table.owner),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
  ],
);
export type Case = typeof cases.$inferSelect;

/** The log of a case: what changed, who said what. */
export const caseEntries = pgTable(
  'case_entries',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    caseId: uuid('case_id').notNull(),
    kind: text().$type<CaseEntryKind>().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    text: text(),
    detail: jsonb().$type<Record<string, unknown>>(),
    /** The submission that wrote it, where there was one, so that it is written once. */
    requestId: text('request_id'),
    /** The thread reply it came from, so that edits and deletions are followed. */
    slackChannel: text('slack_channel'),
    slackTs: text('slack_ts'),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('case_entries_case').on(table.workspaceId, table.caseId, table.id),
    uniqueIndex('case_entries_request')
      .on(table.workspaceId, table.requestId)
      .where(sql`request_id is not null`),
    uniqueIndex('case_entries_message')
      .on(table.workspaceId, table.slackChannel, table.slackTs)
      .where(sql`slack_ts is not null`),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type CaseEntry = typeof caseEntries.$inferSelect;
