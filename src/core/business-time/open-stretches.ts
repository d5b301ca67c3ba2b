import { toInstant } from '../local-time.ts';
import { steadyOffset } from '../zone-offsets.ts';
import type { Calendar } from './calendar.ts';
import { dateText, localHours } from './local-hours.ts';
import { type Stretch, merge } from './stretches.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const MINUTE = 60_000;
/** Where nothing has been open for so long, nothing is looked for any more. */
const PATIENCE = 366 * DAY;
/** Weeks kept of one calendar: nineteen years, far more than the cases of a team reach over. */
const KEPT_WEEKS = 1000;

/** Cut into weeks, as a calendar's open time is kept; the weeks are of UTC, since where they are cut changes no sum. */
const weeksOf = new WeakMap<Calendar, Map<number, readonly Stretch[]>>();

/**
 * The open time that ends after `at`, in order, without overlap. What lasts over a week's end comes in two pieces that
 * touch. Ends where nothing is open for 366 days.
 */
export function* openAfter(calendar: Calendar, at: number): Generator<Stretch> {
  let last = at;
  for (let week = Math.floor(at / WEEK); week * WEEK <= last + PATIENCE; week += 1) {
    for (const stretch of openInWeek(calendar, week)) {
      if (stretch.to <= at) continue;
      last = stretch.to;
      yield stretch;
    }
  }
}

/** The same backwards: the open time that begins before `at`, the latest first. */
export function* openBefore(calendar: Calendar, at: number): Generator<Stretch> {
  let last = at;
  for (let week = Math.floor(at / WEEK); (week + 1) * WEEK >= last - PATIENCE; week -= 1) {
    for (const stretch of openInWeek(calendar, week).toReversed()) {
      if (stretch.from >= at) continue;
      last = stretch.from;
      yield stretch;
    }
  }
}

function openInWeek(calendar: Calendar, week: number): readonly Stretch[] {
  const weeks = weeksOf.get(calendar) ?? new Map<number, readonly Stretch[]>();
  weeksOf.set(calendar, weeks);
  const kept = weeks.get(week);
  if (kept) return kept;
  if (weeks.size >= KEPT_WEEKS) weeks.clear();
  const read = readWeek(calendar, week);
  weeks.set(week, read);
  return read;
}

/** Local dates reach up to 16 hours out of the same date of UTC, and a skipped one moves by a day: so two more before, one after. */
function readWeek(calendar: Calendar, week: number): readonly Stretch[] {
  const [from, to] = [week * WEEK, (week + 1) * WEEK];
  if (calendar.isRoundTheClock) return [{ from, to }];
  const days = Array.from({ length: 10 }, (_, index) => week * 7 - 2 + index);
  return merge(days.flatMap((day) => openOnDate(calendar, day)))
    .map((stretch) => ({ from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.to > stretch.from);
}

/** Both ends of a span are converted on their own, so its real length follows the clocks of that day. */
function openOnDate(calendar: Calendar, day: number): readonly Stretch[] {
  const { timeZone } = calendar;
  const offset = steadyOffset(timeZone, (day - 1) * DAY, (day + 2) * DAY);
  const instant =
    offset === undefined
      ? (minutes: number) => toInstant(dateText(day), minutes, timeZone).getTime()
      : (minutes: number) => day * DAY + minutes * MINUTE - offset;
  return localHours(calendar, day).map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
}
