import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../tables.ts';
import type { DayRule } from './day-lines.ts';
import type { IcalDays } from './ical/read-ical.ts';

/** What a team's calendar adds to its zone and weekly hours. A team without a row has nothing to add, at revision 1. */
export const teamCalendars = pgTable(
  'team_calendars',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** Grows with each change that clocks have to follow, zone and hours of the team included. */
    revision: integer().notNull().default(1),
    /** Grows with each save of the form, so that two people do not overwrite each other. */
    version: integer().notNull().default(0),
    isRoundTheClock: boolean('is_round_the_clock').notNull().default(false),
    /** Whose public holidays: `ES-MD`; see places.ts. */
    place: text(),
    /** Own days as typed, shown again when the form is opened. */
    daysText: text('days_text').notNull().default(''),
    days: jsonb().$type<readonly DayRule[]>().notNull().default([]),
    /** These two are where files come from; see ical_copies. */
    icalUrl: text('ical_url'),
    /** In Slack's keeping; its content is copied. */
    fileId: text('file_id'),
    fileName: text('file_name'),
    changedBy: text('changed_by'),
    changedAt: timestamp('changed_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** The last good copy of an iCal file, with what it says for the team, and since when it cannot be had again. */
export const icalCopies = pgTable(
  'ical_copies',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    /** Its URL, or of an uploaded file `file:` and its id in Slack. A source that no calendar names is not in use. */
    source: text().notNull(),
    content: text().notNull(),
    etag: text(),
    /** When the source last had exactly this. */
    readAt: timestamp('read_at', { withTimezone: true }).notNull(),
    /** The zone in which `days` was worked out, and the last date of it. */
    timeZone: text('time_zone').notNull(),
    until: text().notNull(),
    days: jsonb().$type<IcalDays>().notNull(),
    failingSince: timestamp('failing_since', { withTimezone: true }),
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.source] }),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type IcalCopy = typeof icalCopies.$inferSelect;
