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
  uuid,
} from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';
import { cases, type Urgency } from '../tables.ts';
import type { Ask, ChainSettings } from './chain-rules.ts';

/** Where the chain of a case stands. Whether it runs at all is said by the case: only for an open one is anybody asked. */
export const caseChains = pgTable(
  'case_chains',
  {
    workspaceId: text('workspace_id').notNull(),
    caseId: uuid('case_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** Grows by one each time the case has to find somebody anew. */
    run: integer().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    urgency: text().$type<Urgency>().notNull(),
    /** The turn that comes next. */
    turn: integer().notNull(),
    /** Whom it asks; empty for the end of the chain. */
    nextAsk: text('next_ask').$type<Ask>(),
    /** From when the wait for it counts; once the chain has ended, since when. */
    since: timestamp({ withTimezone: true }).notNull(),
    /** When it is due; empty when the chain has ended or the team never opens. */
    nextAt: timestamp('next_at', { withTimezone: true }),
    /** Whether that is when the first of those comes who could be asked, as nobody of them is there, and no wait ends. */
    awaitsPeople: boolean('awaits_people').notNull().default(false),
    /** Who was asked by name in the present round. */
    asked: jsonb().$type<readonly string[]>().notNull(),
    managersToldAt: timestamp('managers_told_at', { withTimezone: true }),
    /** When the silent owner was asked whether they are still on it; empty once that question has ended. */
    ownerAskedAt: timestamp('owner_asked_at', { withTimezone: true }),
    /** When they last said so. */
    stillOnItAt: timestamp('still_on_it_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.caseId] }),
    index('case_chains_team').on(table.workspaceId, table.teamId, table.nextAt),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type CaseChain = typeof caseChains.$inferSelect;

/**
 * asked: one person; role: all of the role, because nobody of it was there; nobody: skipped, because nobody was there;
 * missed: the app was not running; ended: nobody was left to ask, so the managers were told.
 */
export type StepOutcome = 'asked' | 'role' | 'nobody' | 'missed' | 'ended';

/** The log of a chain: what became of each turn. */
export const chainSteps = pgTable(
  'chain_steps',
  {
    workspaceId: text('workspace_id').notNull(),
    caseId: uuid('case_id').notNull(),
    run: integer().notNull(),
    turn: integer().notNull(),
    outcome: text().$type<StepOutcome>().notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    asked: jsonb().$type<readonly string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.caseId, table.run, table.turn] }),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type ChainStepRow = typeof chainSteps.$inferSelect;

/** When each member of a team was last asked to take a case: whoever waits longest is next. */
export const memberTurns = pgTable(
  'member_turns',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    slackId: text('slack_id').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.slackId] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** What a team has changed of its chains; without a row the defaults hold. */
export const teamChains = pgTable(
  'team_chains',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    chains: jsonb().$type<ChainSettings>(),
    chainsRevision: integer('chains_revision').notNull().default(0),
    skillsRevision: integer('skills_revision').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** Who knows what: cases of that category go to them first. */
export const memberSkills = pgTable(
  'member_skills',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    slackId: text('slack_id').notNull(),
    /** A category of cases, as typed; compared without regard to case. */
    skill: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.slackId, table.skill] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
