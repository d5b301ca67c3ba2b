import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import type { ScheduleRule } from './next-occurrence.ts';

/**
 * Work to be done at `runAt` (business time). A worker holds a job by its lease, which runs on the database's real
 * clock; a finished job is deleted, a job that failed for good keeps its row with `deadAt`.
 */
export const jobs = pgTable(
  'jobs',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    dedupeKey: text('dedupe_key'),
    payload: jsonb().$type<unknown>().notNull(),
    correlationId: text('correlation_id').notNull(),
    runAt: timestamp('run_at', { withTimezone: true }).notNull(),
    attempts: integer().notNull().default(0),
    maxAttempts: integer('max_attempts').notNull().default(10),
    leaseToken: uuid('lease_token'),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    /** Asked for again while it was running: it runs once more at this time. */
    rerunAt: timestamp('rerun_at', { withTimezone: true }),
    lastError: text('last_error'),
    deadAt: timestamp('dead_at', { withTimezone: true }),
    /** Its workspace has removed the app (a trigger on `installations`): it waits until the app is back, and costs no look. */
    rests: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('jobs_dedupe')
      .on(table.workspaceId, table.kind, table.dedupeKey)
      .where(sql`dedupe_key is not null`),
    index('jobs_due')
      .on(table.runAt)
      .where(sql`dead_at is null and not rests`),
  ],
);

/** Work that recurs. The heartbeat turns what is due into jobs; `nextRunAt` is always what `rule` says, worked out ahead. */
export const schedules = pgTable(
  'schedules',
  {
    workspaceId: text('workspace_id').notNull(),
    kind: text().notNull(),
    /** What it is for, such as a team's id. */
    key: text().notNull(),
    rule: jsonb().$type<ScheduleRule>().notNull(),
    nextRunAt: timestamp('next_run_at', { withTimezone: true }).notNull(),
    /** The local date that `nextRunAt` is for: `2026-03-10`. */
    nextLocalDate: text('next_local_date').notNull(),
    /** The last local date that was run or missed; none at or before it comes again, whatever the rule becomes. */
    lastLocalDate: text('last_local_date'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.key] }),
    index('schedules_due').on(table.nextRunAt),
  ],
);
