import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { OpeningSpan } from '../core/business-hours.ts';
import type { PersonKind, Role } from '../core/context.ts';

/** A Slack workspace in which the app is installed, with the bot's own ids so that no request has to ask Slack. */
export const installations = pgTable('installations', {
  workspaceId: text('workspace_id').primaryKey(),
  name: text().notNull(),
  domain: text().notNull(),
  appId: text('app_id').notNull(),
  botId: text('bot_id').notNull(),
  botUserId: text('bot_user_id').notNull(),
  /** Encrypted; empty where the token comes from the environment. */
  sealedBotToken: text('sealed_bot_token'),
  installedBy: text('installed_by'),
  installedAt: timestamp('installed_at', { withTimezone: true }).notNull(),
  removedAt: timestamp('removed_at', { withTimezone: true }),
});

/** People as Slack describes them, read when first seen and kept by user events. */
export const people = pgTable(
  'people',
  {
    workspaceId: text('workspace_id').notNull(),
    slackId: text('slack_id').notNull(),
    name: text().notNull(),
    /** Full name and handle, where they are others: whoever looks for them may know these only. */
    alsoCalled: text('also_called').notNull().default(''),
    kind: text().$type<PersonKind>().notNull(),
    isAdmin: boolean('is_admin').notNull(),
    timeZone: text('time_zone').notNull(),
    /** In lower case, where Slack tells it. */
    email: text(),
    /** The team they acted for last, when they are on several. */
    lastTeamId: uuid('last_team_id'),
    /** When they work, in their own zone, where they said so; else they follow their team's hours. */
    workingHours: jsonb('working_hours').$type<readonly OpeningSpan[]>(),
    readAt: timestamp('read_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.slackId] }),
    index('people_email').on(table.workspaceId, table.email),
  ],
);

/** A customer-service team. */
export const teams = pgTable(
  'teams',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    name: text().notNull(),
    teamChannel: text('team_channel').notNull(),
    escalationsChannel: text('escalations_channel').notNull(),
    timeZone: text('time_zone').notNull(),
    /** As typed, shown again when the form is opened. */
    businessHoursText: text('business_hours_text').notNull(),
    businessHours: jsonb('business_hours').$type<readonly OpeningSpan[]>().notNull(),
    /** ISO 4217. */
    currency: text().notNull(),
    /** channel: everyone in the team channel is an agent; picked: those named. */
    agentsFrom: text('agents_from').$type<'channel' | 'picked'>().notNull(),
    setUpBy: text('set_up_by').notNull(),
    setUpAt: timestamp('set_up_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('teams_name').on(table.workspaceId, table.name),
    index('teams_team_channel').on(table.workspaceId, table.teamChannel),
  ],
);
export type Team = typeof teams.$inferSelect;

/** Who is on a team, in which role. */
export const members = pgTable(
  'members',
  {
    workspaceId: text('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    slackId: text('slack_id').notNull(),
    role: text().$type<Role>().notNull(),
    /** channel: because they are in the team channel; picked: because somebody named them. */
    source: text().$type<'channel' | 'picked'>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId, table.slackId] }),
    index('members_person').on(table.workspaceId, table.slackId),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
