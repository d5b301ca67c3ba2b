import { and, eq, type SQL } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { afterChange, nextOccurrence, type ScheduleRule } from './next-occurrence.ts';
import { schedules } from './tables.ts';

export type { ScheduleRule } from './next-occurrence.ts';

/** Names recurring work. `graceMinutes`: how late it is still worth doing after the process was down. */
export interface ScheduleKind {
  readonly name: string;
  readonly graceMinutes: number;
}

/** One run. */
export interface Occurrence {
  /** What it is for, such as a team's id. */
  readonly key: string;
  /** The local date it belongs to: one run each, whatever the clocks do. */
  readonly localDate: string;
  readonly scheduledFor: Date;
  /** Later than two minutes: say so to whoever reads the result. */
  readonly isLate: boolean;
}

export interface ScheduleHandler {
  readonly kind: ScheduleKind;
  /** May run again after a crash: what it does carries dedupe keys made of `key` and `localDate`. */
  readonly run: (ctx: Ctx, occurrence: Occurrence) => Promise<void>;
}

/**
 * Sets up the recurring work of this kind for `key`, or changes when it runs; unchanged rules change nothing. After a
 * change no local date runs twice, and a date that was still to run and whose new time has passed runs at once if that is
 * within the grace.
 */
export async function keepSchedule(
  tx: Tx,
  ctx: Ctx,
  kind: ScheduleKind,
  key: string,
  rule: ScheduleRule,
): Promise<void> {
  const kept = await tx
    .select({ rule: schedules.rule, pending: schedules.nextLocalDate, doneUntil: schedules.lastLocalDate })
    .from(schedules)
    .where(whichSchedule(ctx, kind, key))
    .for('update');
  const [old] = kept;
  if (old && isSame(old.rule, rule)) return;

  const now = ctx.clock.now();
  const { at, localDate } = old ? afterChange(rule, now, old) : nextOccurrence(rule, now);
  const when = { rule, nextRunAt: at, nextLocalDate: localDate };
  await tx
    .insert(schedules)
    .values({ workspaceId: ctx.workspaceId, kind: kind.name, key, ...when })
    .onConflictDoUpdate({ target: [schedules.workspaceId, schedules.kind, schedules.key], set: when });
}

/** Ends it. A run that has come due already still happens. */
export async function dropSchedule(tx: Tx, ctx: Ctx, kind: ScheduleKind, key: string): Promise<void> {
  await tx.delete(schedules).where(whichSchedule(ctx, kind, key));
}

function whichSchedule(ctx: Ctx, kind: ScheduleKind, key: string): SQL | undefined {
  return and(eq(schedules.workspaceId, ctx.workspaceId), eq(schedules.kind, kind.name), eq(schedules.key, key));
}

function isSame(one: ScheduleRule, other: ScheduleRule): boolean {
  const [days, others] = [one, other].map(({ weekdays }) => [...new Set(weekdays)].toSorted((a, b) => a - b).join());
  return one.minutes === other.minutes && one.timeZone === other.timeZone && days === others;
}
