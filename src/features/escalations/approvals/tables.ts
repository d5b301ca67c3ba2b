import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { cases, type Decision } from '../tables.ts';

/** What somebody with authority is asked for: a decision above the decider's, or to look at a refusal of the case again. */
export type ApprovalKind = 'decision' | 'appeal';
/** withdrawn: taken back, or the case went another way. */
export type ApprovalState = 'asked' | 'approved' | 'refused' | 'withdrawn';

/** Minor units of `currency`. */
export interface BudgetState {
  /** `2026-03` */
  readonly month: string;
  readonly left: number;
  readonly total: number;
  readonly currency: string;
}

/** above: more than the decider may grant; second: above the line, so another person has to agree; budget: used up. */
export type Because = 'above' | 'second' | 'budget';

/** Why a decision is not its decider's to make. */
export interface Why {
  readonly because: Because;
  /** What the decider may grant alone, in minor units of `currency`; null: any amount. */
  readonly most: number | null;
  readonly currency: string;
  /** How many people have to approve it. */
  readonly approvals: 1 | 2;
}

/**
 * What was asked of those with more authority. One row a request; who was asked in turn is in `asked`, the last of them
 * is who is asked now. At most one request of a case is open.
 */
export const caseApprovals = pgTable(
  'case_approvals',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    caseId: uuid('case_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** 1, 2 … within the case. */
    number: integer().notNull(),
    kind: text().$type<ApprovalKind>().notNull(),
    state: text().$type<ApprovalState>().notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull(),
    /** Why a second look is asked for. */
    reason: text(),
    /** What is to be decided; of an appeal: what was. */
    decision: text().$type<Decision>().notNull(),
    /** Minor units of `currency`. */
    amount: bigint({ mode: 'number' }),
    currency: text(),
    tellCustomer: text('tell_customer').notNull(),
    /** The passage of a policy that the decision departs from, and why, where it does. */
    passage: text(),
    policyRevisionId: uuid('policy_revision_id'),
    policyAnchor: text('policy_anchor'),
    departsBecause: text('departs_because'),
    /** The revision of the authority matrix by which it was asked for. */
    matrixRevision: integer('matrix_revision').notNull(),
    /** In turn; empty while nobody of the team may approve it. */
    asked: text().array().notNull(),
    /** When the last of `asked` was asked. */
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** By when whoever is asked now should have answered; null while nobody is, and in a team without hours. */
    answerBy: timestamp('answer_by', { withTimezone: true }),
    /** How often the last of `asked` was reminded. */
    reminded: integer().notNull().default(0),
    /** Who has approved, where two have to. */
    approvedBy: text('approved_by').array().notNull(),
    decidedBy: text('decided_by'),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** What whoever refused it wrote. */
    refusal: text(),
    /** What the approver asked last, and the answer to it. */
    question: text(),
    answer: text(),
    /** As it was judged when the approval was asked for. */
    why: jsonb().$type<Why>(),
    /** As it stood when the approval was asked for. */
    budget: jsonb().$type<BudgetState>(),
    /** The refused request that this one is the second look at. */
    secondLookOf: uuid('second_look_of'),
    /** Whose refusal this looks at again: they are not asked. */
    refusedBy: text('refused_by'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('case_approvals_number').on(table.workspaceId, table.caseId, table.number),
    uniqueIndex('case_approvals_open')
      .on(table.workspaceId, table.caseId)
      .where(sql`state = 'asked'`),
    // One second look at each refused request, one at each case.
    uniqueIndex('case_approvals_second_look')
      .on(table.workspaceId, table.secondLookOf)
      .where(sql`second_look_of is not null`),
    uniqueIndex('case_approvals_appeal')
      .on(table.workspaceId, table.caseId)
      .where(sql`kind = 'appeal'`),
    index('case_approvals_team')
      .on(table.workspaceId, table.teamId)
      .where(sql`state = 'asked'`),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type Approval = typeof caseApprovals.$inferSelect;
