import { boolean, foreignKey, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';
import { cases, type Urgency } from '../tables.ts';

/** claim: until somebody has it; answer, next-answer: until the agent knows; resolve: until it is decided. */
export type ClockKind = 'claim' | 'answer' | 'next-answer' | 'resolve';
export type Verdict = 'met' | 'breached';

/** A run of a clock of a case: worked out from its log (clocks.ts), kept here so that it is told once and found when due. */
export const caseClocks = pgTable(
  'case_clocks',
  {
    workspaceId: text('workspace_id').notNull(),
    caseId: uuid('case_id').notNull(),
    kind: text().$type<ClockKind>().notNull(),
    /** 1 for the first; a claim that was given back, another question, a case that was opened again begin the next. */
    run: integer().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    targetSeconds: integer('target_seconds').notNull(),
    /** Null while it is paused. */
    dueAt: timestamp('due_at', { withTimezone: true }),
    warnAt: timestamp('warn_at', { withTimezone: true }),
    /** When the act came that it ran for, or the case was closed without. */
    stoppedAt: timestamp('stopped_at', { withTimezone: true }),
    /** Counted up to the stop; of a running one, up to when it was last worked out. */
    countedSeconds: integer('counted_seconds').notNull(),
    /** Counted after it was due, likewise. */
    lateSeconds: integer('late_seconds').notNull(),
    verdict: text().$type<Verdict>(),
    warnedAt: timestamp('warned_at', { withTimezone: true }),
    /** The instant it was due, once the breach is on record. */
    breachedAt: timestamp('breached_at', { withTimezone: true }),
    calendarRevision: integer('calendar_revision').notNull(),
    targetRevision: integer('target_revision').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.caseId, table.kind, table.run] }),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type KeptClock = typeof caseClocks.$inferSelect;

/** What a team promises itself, one row per urgency; a team without rows has the defaults of targets.ts. */
export const caseTargets = pgTable(
  'case_targets',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    urgency: text().$type<Urgency>().notNull(),
    /** Seconds; 0 is no target. */
    claim: integer().notNull(),
    answer: integer().notNull(),
    resolve: integer().notNull(),
    /** Percent of a target at which its owner is reminded. */
    warnShare: integer('warn_share').notNull(),
    isRoundTheClock: boolean('is_round_the_clock').notNull(),
    /** Of all the team's targets: grows by one each time they are saved. */
    revision: integer().notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.urgency] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
