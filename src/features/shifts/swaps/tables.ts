import { sql } from 'drizzle-orm';
import {
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
import { teams } from '../../../people/tables.ts';
import { shifts } from '../roster/tables.ts';
import type { Verdict } from '../rules/verdict.ts';

/** give: somebody takes it for nothing; trade: for a shift of theirs; pick-up: an open shift, for whoever wants it. */
export type RequestKind = 'give' | 'trade' | 'pick-up';
export type RequestState = 'open' | 'matched' | 'fulfilled' | 'withdrawn' | 'expired' | 'superseded' | 'closed';

/** What the owner of a trade would take in return; what is left out does not matter. */
export interface Wants {
  /** Local dates. */
  readonly dates?: readonly string[];
  /** Kinds of shifts, as the team names them. */
  readonly types?: readonly string[];
  /** These very shifts. */
  readonly shiftIds?: readonly string[];
}

export interface Partners {
  readonly legal: number;
  readonly considered: number;
  readonly onlyAbove?: string; // Where nobody whom it is for can: `Maya (manager)`
}

/** A shift that looks for somebody: one that its owner gives away or trades, or an open one that is picked up. */
export const swapRequests = pgTable(
  'swap_requests',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    teamId: uuid('team_id').notNull(),
    kind: text().$type<RequestKind>().notNull(),
    state: text().$type<RequestState>().notNull(),
    /** Who gives the shift, and is responsible for it until the swap is executed; null for an open shift. */
    owner: text(),
    /** The owner, the manager who asked on their behalf, or of an open shift whoever asked first. */
    postedBy: text('posted_by').notNull(),
    shiftId: uuid('shift_id').notNull(),
    shiftVersion: integer('shift_version').notNull(),
    /** What of the shift it is about: all of it unless it is a part. No two live ones of one shift overlap. */
    fromAt: timestamp('from_at', { withTimezone: true }).notNull(),
    toAt: timestamp('to_at', { withTimezone: true }).notNull(),
    isPart: boolean('is_part').notNull().default(false),
    wants: jsonb().$type<Wants>().notNull().default({}),
    /** Named people only, told by direct message; null: the whole team. */
    askedOnly: text('asked_only').array(),
    /** Who of them said no. */
    declinedBy: text('declined_by').array(),
    /** For the approver; peers do not see it. */
    reason: text(),
    /** The cut-off: after it nobody can take it any more. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** Who could take it when it was posted, of all who were looked at. */
    partners: jsonb().$type<Partners>(),
    /** How many times its owner has been reminded that nobody has taken it. */
    reminded: integer().notNull().default(0),
    /** Why a manager closed it. */
    closedBecause: text('closed_because'),
    /** The submission that posted it, so that it is posted once. */
    submission: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('swap_requests_submission').on(table.workspaceId, table.submission),
    index('swap_requests_team').on(table.workspaceId, table.teamId, table.state),
    index('swap_requests_owner').on(table.workspaceId, table.owner, table.state),
    index('swap_requests_shift').on(table.workspaceId, table.shiftId),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [table.workspaceId, table.shiftId],
      foreignColumns: [shifts.workspaceId, shifts.id],
    }).onDelete('cascade'),
  ],
);
export type SwapRequest = typeof swapRequests.$inferSelect;

/**
 * waiting: another proposal for the same shift is ahead; checked: everybody consented; approval: a manager decides;
 * approved: about to be executed; blocked: a rule denies it.
 */
export type ProposalState =
  | 'consent'
  | 'waiting'
  | 'checked'
  | 'approval'
  | 'approved'
  | 'executed'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'blocked'
  | 'denied'
  | 'superseded';

/** A way to answer one or more requests: its legs are executed together or not at all. */
export const swapProposals = pgTable(
  'swap_proposals',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    teamId: uuid('team_id').notNull(),
    /** The request that it answers; null where it answers several, or a manager made it. */
    requestId: uuid('request_id'),
    state: text().$type<ProposalState>().notNull(),
    proposedBy: text('proposed_by').notNull(),
    /** Its place in the line for its request: the lowest live one is first. */
    place: integer().notNull(),
    /** Of the last check, with the policy's revision. */
    verdict: jsonb().$type<Verdict>(),
    /** Whom the approval waits for now; of a blocked one who may still let it pass. */
    approver: text(),
    /** Everybody who was asked to approve it, in that order. */
    askedApprovers: text('asked_approvers').array().notNull().default([]),
    /** A manager's own doing in an emergency: it asks nobody. */
    isCover: boolean('is_cover').notNull().default(false),
    decidedBy: text('decided_by'),
    /** Why it was denied, or let pass although a rule denies it. */
    decidedBecause: text('decided_because'),
    isOverridden: boolean('is_overridden').notNull().default(false),
    /** When the present stage ends if nobody says anything. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    submission: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('swap_proposals_submission').on(table.workspaceId, table.submission),
    index('swap_proposals_request').on(table.workspaceId, table.requestId, table.place),
    index('swap_proposals_team').on(table.workspaceId, table.teamId, table.state),
    foreignKey({
      columns: [table.workspaceId, table.requestId],
      foreignColumns: [swapRequests.workspaceId, swapRequests.id],
    }).onDelete('cascade'),
  ],
);
export type SwapProposal = typeof swapProposals.$inferSelect;

/** One shift, or a part of it, that changes hands in a proposal. */
export const swapLegs = pgTable(
  'swap_legs',
  {
    workspaceId: text('workspace_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    position: integer().notNull(),
    shiftId: uuid('shift_id').notNull(),
    shiftVersion: integer('shift_version').notNull(),
    /** Null: the shift was open. */
    from: text(),
    /** Null: it is released, and open. */
    to: text(),
    fromAt: timestamp('from_at', { withTimezone: true }).notNull(),
    toAt: timestamp('to_at', { withTimezone: true }).notNull(),
    isPart: boolean('is_part').notNull().default(false),
    /** Whether its proposal is past consent and not over: no two such legs of one shift overlap. */
    isBinding: boolean('is_binding').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId, table.position] }),
    index('swap_legs_shift').on(table.workspaceId, table.shiftId),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [swapProposals.workspaceId, swapProposals.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.workspaceId, table.shiftId],
      foreignColumns: [shifts.workspaceId, shifts.id],
    }).onDelete('cascade'),
  ],
);
export type SwapLeg = typeof swapLegs.$inferSelect;

export type ConsentState = 'asked' | 'accepted' | 'declined';

/** Everybody whom a proposal gives a shift or takes one from has to say yes; whoever proposes has. */
export const swapConsents = pgTable(
  'swap_consents',
  {
    workspaceId: text('workspace_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    slackId: text('slack_id').notNull(),
    state: text().$type<ConsentState>().notNull(),
    /** Whether they were asked by a message; whoever proposes, or gives a shift away to anybody, is not. */
    wasAsked: boolean('was_asked').notNull().default(false),
    wasReminded: boolean('was_reminded').notNull().default(false),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId, table.slackId] }),
    index('swap_consents_person').on(table.workspaceId, table.slackId, table.state),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [swapProposals.workspaceId, swapProposals.id],
    }).onDelete('cascade'),
  ],
);
export type SwapConsent = typeof swapConsents.$inferSelect;

/** Who has to approve a proposal: somebody of each team whose roster it changes, and of each site of its shifts there. */
export const swapApprovals = pgTable(
  'swap_approvals',
  {
    workspaceId: text('workspace_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** Empty where shifts name no site. */
    site: text().notNull(),
    approvedBy: text('approved_by'),
    approvedAt: timestamp('approved_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId, table.teamId, table.site] }),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [swapProposals.workspaceId, swapProposals.id],
    }).onDelete('cascade'),
  ],
);

export type SwapApproval = typeof swapApprovals.$inferSelect;

export type ExecutionState = 'executed' | 'reverted' | 'settled' | 'disputed';

/** The ledger: what was moved, when, by which verdict. */
export const swapExecutions = pgTable(
  'swap_executions',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    proposalId: uuid('proposal_id').notNull(),
    teamId: uuid('team_id').notNull(),
    state: text().$type<ExecutionState>().notNull(),
    executedAt: timestamp('executed_at', { withTimezone: true }).notNull(),
    /** Until then each party may take it back alone. */
    freeUntil: timestamp('free_until', { withTimezone: true }).notNull(),
    /** Who wants it back, where it needs more than one; of one that was taken back the last of them did that. */
    undoAskedBy: text('undo_asked_by').array(),
    lastLegEndsAt: timestamp('last_leg_ends_at', { withTimezone: true }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
    changedBecause: text('changed_because'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('swap_executions_proposal').on(table.workspaceId, table.proposalId),
    index('swap_executions_time').on(table.workspaceId, table.executedAt),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [swapProposals.workspaceId, swapProposals.id],
    }).onDelete('cascade'),
  ],
);
export type SwapExecution = typeof swapExecutions.$inferSelect;

/** What each person gave and took by swaps, so that burdens can be compared fairly. A taking back is a row of its own. */
export const fairnessFacts = pgTable(
  'fairness_facts',
  {
    workspaceId: text('workspace_id').notNull(),
    executionId: uuid('execution_id').notNull(),
    position: integer().notNull(),
    slackId: text('slack_id').notNull(),
    /** gave, took; the reverse of each after an undo. */
    what: text().$type<'gave' | 'took' | 'gave-back' | 'took-back'>().notNull(),
    shiftId: uuid('shift_id').notNull(),
    teamId: uuid('team_id').notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    /** Paid, elapsed; of them at night (23:00 to 06:00) and on Saturday or Sunday, by the shift's wall clock. */
    minutes: integer().notNull(),
    nightMinutes: integer('night_minutes').notNull(),
    weekendMinutes: integer('weekend_minutes').notNull(),
    /** From then until the shift starts. */
    noticeMinutes: integer('notice_minutes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.executionId, table.position] }),
    index('fairness_facts_person').on(table.workspaceId, table.slackId, table.at),
    index('fairness_facts_taken')
      .on(table.workspaceId, table.teamId, table.at)
      .where(sql`what in ('took', 'took-back')`),
  ],
);
