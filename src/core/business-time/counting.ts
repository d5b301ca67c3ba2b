import type { Calendar, Interval, Pause } from './calendar.ts';
import { openAfter, openBefore } from './open-stretches.ts';
import { type Stretch, cutOut, merge } from './stretches.ts';

const DAY = 86_400_000;
/** Longer openings come in pieces; hours without a gap would otherwise never end. */
const LONGEST = 366 * DAY;

/**
 * The earliest instant at which the time counted since `start` reaches `targetSeconds`; zero gives the next open instant.
 * Undefined while a pause that has not ended stands in the way, or if the calendar never opens again.
 */
export function dueAt(
  calendar: Calendar,
  start: Date,
  targetSeconds: number,
  pauses: readonly Pause[] = [],
): Date | undefined {
  const from = wholeSecond(start);
  let left = wholeTarget(targetSeconds);
  for (const stretch of counted(calendar, from, pauses)) {
    const length = stretch.to - stretch.from;
    if (left <= length) return new Date(stretch.from + left);
    left -= length;
  }
  return undefined;
}

/** Elapsed open seconds from `from` to `to`, without the pauses; none if `to` comes first. */
export function countedSeconds(calendar: Calendar, from: Date, to: Date, pauses: readonly Pause[] = []): number {
  const end = wholeSecond(to);
  let sum = 0;
  for (const stretch of counted(calendar, wholeSecond(from), pauses)) {
    if (stretch.from >= end) break;
    sum += Math.min(stretch.to, end) - stretch.from;
  }
  return sum / 1000;
}

/**
 * The latest instant from which the time counted until `end` reaches `seconds`; zero gives the last instant up to which
 * it was open. Undefined if the calendar was not open long enough before.
 */
export function countBack(calendar: Calendar, end: Date, seconds: number): Date | undefined {
  const until = wholeSecond(end);
  let left = wholeTarget(seconds);
  for (const stretch of openBefore(calendar, until)) {
    const to = Math.min(stretch.to, until);
    if (left <= to - stretch.from) return new Date(to - left);
    left -= to - stretch.from;
  }
  return undefined;
}

/** The first open instant at or after `at`, which is cut to the second. */
export function nextOpening(calendar: Calendar, at: Date): Date | undefined {
  return dueAt(calendar, at, 0);
}

/** The opening instant is open, the closing instant is not. */
export function isOpenAt(calendar: Calendar, at: Date): boolean {
  const [first] = openAfter(calendar, at.getTime());
  return first !== undefined && first.from <= at.getTime();
}

/**
 * The open intervals that end after `from`, in order, merged, for as long as the caller reads (366 days beyond the last).
 * The first one begins where it really began. Hours that never close come in pieces of about a year.
 */
export function* openings(calendar: Calendar, from: Date): Generator<Interval> {
  const after = from.getTime();
  let open: Stretch | undefined;
  for (const stretch of openAfter(calendar, after)) {
    if (!open) {
      open = { from: beginning(calendar, stretch.from), to: stretch.to };
    } else if (open.to === stretch.from && stretch.to - Math.max(open.from, after) <= LONGEST) {
      open = { from: open.from, to: stretch.to };
    } else {
      yield intervalOf(open);
      open = stretch;
    }
  }
  if (open) yield intervalOf(open);
}

/** Since when it has been open without a break, if it is open right before `at`; else `at`. */
function beginning(calendar: Calendar, at: number): number {
  let began = at;
  for (const stretch of openBefore(calendar, at)) {
    if (stretch.to < began || at - stretch.from > LONGEST) break;
    began = stretch.from;
  }
  return began;
}

/** The stretches from `from` on in which a clock runs: open and not paused. */
function* counted(calendar: Calendar, from: number, pauses: readonly Pause[]): Generator<Stretch> {
  const holes = merge(pauses.map((pause) => stretchOf(pause)));
  const stopsAt = holes.at(-1)?.to === Number.POSITIVE_INFINITY ? holes.at(-1)?.from : undefined;
  for (const open of openAfter(calendar, from)) {
    if (stopsAt !== undefined && open.from >= stopsAt) return;
    yield* cutOut({ from: Math.max(open.from, from), to: open.to }, holes);
  }
}

function stretchOf(pause: Pause): Stretch {
  return { from: wholeSecond(pause.from), to: pause.to ? wholeSecond(pause.to) : Number.POSITIVE_INFINITY };
}

function intervalOf({ from, to }: Stretch): Interval {
  return { from: new Date(from), to: new Date(to) };
}

/** Event times are cut to the second. */
function wholeSecond(at: Date): number {
  return Math.floor(at.getTime() / 1000) * 1000;
}

/** In milliseconds, up to the next whole second; a share of a target may be a fraction of one. */
function wholeTarget(seconds: number): number {
  if (!(seconds >= 0)) throw new RangeError('a target is a number of seconds, zero or more');
  // A hair less, so that 0.1 minutes, which is 6.000000000000001 seconds, are 6.
  return Math.ceil(seconds - 1e-6) * 1000;
}
