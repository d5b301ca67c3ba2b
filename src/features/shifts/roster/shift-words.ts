import { cityOf, day, localDate, offsetMinutes, offsetText, timeOfDay } from '../../../core/local-time.ts';
import { clip, oneLine } from '../../../slack/mrkdwn.ts';
import type { ShiftRow } from './tables.ts';

/**
 * How shifts are said: by the clock on their own wall, with the weekday always; whole words in sentences, short ones in lists and
 * files. Plain text: escape it in markup.
 */

/** What of a shift is meant: all of it, or a part. */
export interface Stretch {
  readonly fromAt: Date;
  readonly toAt: Date;
}

type Timed = Pick<ShiftRow, 'timeZone' | 'startsAt' | 'endsAt'>;
/** As a file or a form has it, before there is an instant. */
type Local = Pick<ShiftRow, 'startsLocal' | 'endsLocal'>;

/** `Friday 27 November, 22:00–06:00, Berlin time` */
export function whenText(shift: Timed, part?: Stretch): string {
  return `${shortWhen(shift, part)}, ${cityOf(shift.timeZone)} time`;
}

/** `Friday 27 November, 22:00–06:00` */
export function shortWhen(shift: Timed, part: Stretch = wholeOf(shift)): string {
  const { timeZone } = shift;
  return `${day(part.fromAt, timeZone)}, ${spanText(part, timeZone)}`;
}

/** `Friday 27 November, 22:00–06:00 · Night · phone`, for lists and menus. */
export function shiftLine(shift: ShiftRow, part?: Stretch): string {
  return [shortWhen(shift, part), kindText(shift)].filter(Boolean).join(' · ');
}

/** `Fri 27 Nov, 22:00–06:00`, where several are named in one line. */
export function shiftTimesText({ startsLocal, endsLocal }: Local): string {
  return `${shortDay(startsLocal)}, ${startsLocal.slice(11)}–${endsLocal.slice(11)}`;
}

/** `Ana's shift on Fri 27 Nov, 22:00–06:00`, or `the open shift on …`. */
export function shiftText(shift: Local, holder: string | null): string {
  return `${holder === null ? 'the open' : `${holder}’s`} shift on ${shiftTimesText(shift)}`;
}

/** `Friday 27 November`, of a local date. */
export function dayText(date: string): string {
  return day(new Date(`${date}T12:00Z`), 'UTC');
}

/** `Fri 27 Nov`, of a local date, with or without a time behind it. */
export function shortDay(local: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
  return parts.format(new Date(`${local.slice(0, 10)}T00:00Z`)).replace(',', '');
}

/** `22:00–06:00`; an end more than a night away names its day. */
export function spanText({ fromAt, toAt }: Stretch, timeZone: string): string {
  const isNear =
    toAt.getTime() - fromAt.getTime() < DAY_MS || localDate(fromAt, timeZone) === localDate(toAt, timeZone);
  const end = isNear ? timeText(toAt, timeZone) : `${day(toAt, timeZone)}, ${timeText(toAt, timeZone)}`;
  return `${timeText(fromAt, timeZone)}–${end}`;
}

/** `02:30`, with the offset where the clocks show that time twice. */
export function timeText(at: Date, timeZone: string): string {
  const text = timeOfDay(at, timeZone);
  return isShownTwice(at, timeZone) ? `${text} (${offsetText(timeZone, at)})` : text;
}

function isShownTwice(at: Date, timeZone: string): boolean {
  const [before, now, after] = [-DAY_MS / 8, 0, DAY_MS / 8].map((ms) =>
    offsetMinutes(timeZone, new Date(at.getTime() + ms)),
  ) as [number, number, number];
  const others = [now - after, now - before].filter((minutes) => minutes !== 0);
  return others.some((minutes) => {
    const other = new Date(at.getTime() + minutes * MINUTE_MS);
    return timeOfDay(other, timeZone) === timeOfDay(at, timeZone);
  });
}

/** `8 h + 30 min break`, elapsed; says so where that is not what the clock on the wall says. */
export function lengthText(row: Timed & Pick<ShiftRow, 'breakMinutes'>, part: Stretch): string {
  const { timeZone } = row;
  const { fromAt, toAt } = part;
  const minutes = (toAt.getTime() - fromAt.getTime()) / MINUTE_MS;
  const pause = breakIn(row, minutes);
  const length = pause > 0 ? `${minutesText(minutes - pause)} + ${minutesText(pause)} break` : minutesText(minutes);
  const change = offsetMinutes(timeZone, toAt) - offsetMinutes(timeZone, fromAt);
  if (change === 0) return length;
  return `${length}: the clocks go ${change > 0 ? 'forward' : 'back'} ${minutesText(Math.abs(change))} in it`;
}

/** A part has its share of the unpaid break by length; in whole minutes. */
function breakIn(
  { breakMinutes, startsAt, endsAt }: Pick<ShiftRow, 'breakMinutes' | 'startsAt' | 'endsAt'>,
  minutes: number,
): number {
  const whole = (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS;
  return whole > 0 ? Math.round((breakMinutes * Math.min(minutes, whole)) / whole) : 0;
}

/** `Night · phone · Berlin office`: what kind of shift it is, as far as the roster says. */
export function kindText({
  type,
  role,
  activity,
  site,
}: Pick<ShiftRow, 'type' | 'role' | 'activity' | 'site'>): string {
  return [type, role, activity, site]
    .filter((word): word is string => Boolean(word))
    .map((word) => clip(oneLine(word), MOST_WORD))
    .join(' · ');
}

export function wholeOf({ startsAt, endsAt }: Pick<ShiftRow, 'startsAt' | 'endsAt'>): Stretch {
  return { fromAt: startsAt, toAt: endsAt };
}

/** `7 h 30 min`, `45 min` */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

const MOST_WORD = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
