import type { OpeningSpan } from '../business-hours.ts';

/** Minutes after a date's local midnight, close exclusive, 1440 for 24:00. */
export interface LocalSpan {
  readonly open: number;
  readonly close: number;
}

/** When a team works: what its clocks count in. */
export interface Calendar {
  /** IANA. */
  readonly timeZone: string;
  /** Round the clock: a plain clock that knows no hours and no holidays. */
  readonly isRoundTheClock: boolean;
  readonly weekly: readonly OpeningSpan[];
  /** Local dates (`2026-12-25`) closed as a whole. */
  readonly holidays: ReadonlySet<string>;
  /** Hours of one local date, instead of its weekday's; a holiday goes before them. */
  readonly datedHours: ReadonlyMap<string, readonly LocalSpan[]>;
  /** Cut out of whatever the local date is open. */
  readonly breaks: ReadonlyMap<string, readonly LocalSpan[]>;
}

/** The same calendar as a plain clock. */
export function roundTheClock(calendar: Calendar): Calendar {
  return { ...calendar, isRoundTheClock: true };
}

/** Instants from `from` up to, not including, `to`. */
export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** A pause that has not ended has no `to`. */
export interface Pause {
  readonly from: Date;
  readonly to?: Date | undefined;
}
