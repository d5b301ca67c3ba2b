import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
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
import type { OpeningSpan } from '../../../core/business-hours.ts';
import { teams } from '../../../people/tables.ts';

/** cancelled: it was on the roster once; feeds still say that it is off. */
export type ShiftState = 'planned' | 'cancelled';

/**
 * What somebody works, or what is open for somebody. A person never holds two that overlap, in whichever teams: the
 * exclusion constraint `shifts_no_overlap` (migrations/0001_security.sql) sees to it at the end of each statement.
 */
export const shifts = pgTable(
  'shifts',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    teamId: uuid('team_id').notNull(),
    /** Its id where it came from; null for one that was made here. */
    sourceKey: text('source_key'),
    /** Who works it; null while it is open. */
    slackId: text('slack_id'),
    state: text().$type<ShiftState>().notNull().default('planned'),
    /** What was meant, by the clock on the wall of `timeZone`: `2026-10-24T22:00`, with the offset at that instant. */
    startsLocal: text('starts_local').notNull(),
    endsLocal: text('ends_local').notNull(),
    timeZone: text('time_zone').notNull(),
    /** `+02:00`. */
    startOffset: text('start_offset').notNull(),
    endOffset: text('end_offset').notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    /** Unpaid. */
    breakMinutes: integer('break_minutes').notNull().default(0),
    /** The skill that whoever works it must have. */
    role: text(),
    /** `E`, `Late`, … as the team names its kinds of shifts. */
    type: text(),
    /** What is done in it where that is not ordinary work: training, one-to-one. */
    activity: text(),
    /** What whoever works it must hold, valid on each of its dates. */
    credential: text(),
    site: text(),
    comment: text(),
    isPublished: boolean('is_published').notNull().default(true),
    isTradable: boolean('is_tradable').notNull().default(true),
    /** Of a part that was given away: the shift it was cut from. */
    cutFrom: uuid('cut_from'),
    /** What its source said of it last: only what the source itself changes later overrides what was changed here. */
    sourceFacts: jsonb('source_facts').$type<Readonly<Record<string, unknown>>>(),
    /** Grows by one with each change: whoever decided by an older one has to look again. */
    version: integer().notNull().default(1),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('shifts_source')
      .on(table.workspaceId, table.teamId, table.sourceKey)
      .where(sql`source_key is not null`),
    index('shifts_person').on(table.workspaceId, table.slackId, table.startsAt),
    index('shifts_team').on(table.workspaceId, table.teamId, table.startsAt),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type ShiftRow = typeof shifts.$inferSelect;

/** What moved a shift to a version. */
export type ShiftCause = 'import' | 'edit' | 'swap' | 'undo' | 'cover';

/** Every version of every shift: who held it, when it was, and what made it so. Never changed. */
export const shiftVersions = pgTable(
  'shift_versions',
  {
    workspaceId: text('workspace_id').notNull(),
    shiftId: uuid('shift_id').notNull(),
    version: integer().notNull(),
    slackId: text('slack_id'),
    state: text().$type<ShiftState>().notNull(),
    startsLocal: text('starts_local').notNull(),
    endsLocal: text('ends_local').notNull(),
    timeZone: text('time_zone').notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    isPublished: boolean('is_published').notNull(),
    cause: text().$type<ShiftCause>().notNull(),
    /** Who did it; `app` for an import that reads itself again. */
    by: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    executionId: uuid('execution_id'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.shiftId, table.version] }),
    index('shift_versions_person').on(table.workspaceId, table.slackId, table.startsAt),
    foreignKey({
      columns: [table.workspaceId, table.shiftId],
      foreignColumns: [shifts.workspaceId, shifts.id],
    }).onDelete('cascade'),
  ],
);

/** leave: granted time off; unavailable: they cannot work then. Why is nobody's business and is not kept. */
export type AbsenceKind = 'leave' | 'unavailable';

/** A stretch in which somebody cannot work, whole local dates or a span. */
export const absences = pgTable(
  'absences',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    slackId: text('slack_id').notNull(),
    kind: text().$type<AbsenceKind>().notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    timeZone: text('time_zone').notNull(),
    /** Whether it was meant as whole dates of `timeZone`. */
    isWholeDates: boolean('is_whole_dates').notNull(),
    sourceKey: text('source_key'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('absences_person').on(table.workspaceId, table.slackId, table.startsAt),
    uniqueIndex('absences_source')
      .on(table.workspaceId, table.slackId, table.sourceKey)
      .where(sql`source_key is not null`),
  ],
);
export type Absence = typeof absences.$inferSelect;

/** What the roster has to know of a person besides their shifts. Without a row nothing is out of the ordinary. */
export const rosterPeople = pgTable(
  'roster_people',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    /** When they can work at all, in their own zone, as they said; null: no wish. */
    availability: jsonb().$type<readonly OpeningSpan[]>(),
    site: text(),
    /** Takes no part in swaps: probation, a long absence. */
    isExcluded: boolean('is_excluded').notNull().default(false),
    /** Agreed in writing to a longer average week. */
    hasOptedOut: boolean('has_opted_out').notNull().default(false),
    /** Local date of birth, where a rule for minors needs it. */
    bornOn: date('born_on'),
    /** Paid minutes a week of their contract. */
    contractMinutes: integer('contract_minutes'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.slackId] })],
);
export type RosterPerson = typeof rosterPeople.$inferSelect;

/** What somebody can do or holds: a skill that roles ask for, or a credential, both perhaps until a date. */
export const qualifications = pgTable(
  'qualifications',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    name: text().notNull(),
    /** The last local date on which it counts; null: for good. */
    validUntil: date('valid_until'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.slackId, table.name] })],
);
