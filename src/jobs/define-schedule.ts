import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';

/** When something recurs: a local time of some weekdays in a zone. */
export interface ScheduleRule {
  /** Minutes after local midnight. */
  readonly minutes: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** IANA. */
  readonly timeZone: string;
}

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

/** Sets up the recurring work of this kind for `key`, or changes when it runs; unchanged rules change nothing. */
export async function keepSchedule(
  _tx: Tx,
  _ctx: Ctx,
  _kind: ScheduleKind,
  _key: string,
  _rule: ScheduleRule,
): Promise<void> {
  throw new Error('not built yet');
}

/** Ends it. */
export async function dropSchedule(_tx: Tx, _ctx: Ctx, _kind: ScheduleKind, _key: string): Promise<void> {
  throw new Error('not built yet');
}
