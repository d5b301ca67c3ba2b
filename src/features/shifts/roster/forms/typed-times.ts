import { assertNever } from '../../../../core/errors.ts';
import { addDays } from '../../../../core/local-time.ts';
import { asOffset, readDate, readDateTime, readTime, type CellTime } from '../../import/cell-times.ts';
import { readDay } from '../../../../core/typed-day.ts';
import { isTimeProblem, type TimeReason, toLocalInstant } from '../shift-times.ts';

/** A time by the clock on a wall, and the instant it is. */
export interface TypedTime {
  readonly local: string;
  readonly at: Date;
  readonly offset: string;
}

type Read = TypedTime | { readonly problem: string };

/** How a time may be written besides `2026-10-25 02:30`. */
interface Writing {
  /** The local date from which days without a year, and weekdays, are counted; without it there are none. */
  readonly today?: string;
  /** What to answer where it is none. */
  readonly how: string;
}

/** `2026-10-25 02:30`, with `+01:00` behind it where the clock shows that twice; `24 Dec 14:00`, `tomorrow 9:00` by `today`. */
export function readTypedStart(
  text: string,
  zone: string,
  { today, how }: Writing = { how: 'Write it like 2026-03-16 06:00.' },
): Read {
  return resolved(readDateTime(text, 'ymd', zone) ?? dayWithTime(text, today), zone, how);
}

/** The same, or a time alone: the next one after the start that the clock shows. */
export function readTypedEnd(
  text: string,
  start: TypedTime,
  zone: string,
  { today, how }: Writing = { how: 'Write it like 14:00 or 2026-03-16 14:00.' },
): Read {
  const time = readTime(text.trim());
  const [date = '', startTime = ''] = start.local.split('T');
  const next = time === undefined ? undefined : { date: time > startTime ? date : addDays(date, 1), time };
  const end = resolved(next ?? readDateTime(text, 'ymd', zone) ?? dayWithTime(text, today), zone, how);
  if ('at' in end && end.at <= start.at) return { problem: 'It ends before it starts.' };
  return end;
}

/** `2026-12-24`, as a whole date. */
export function readTypedDate(text: string): string | undefined {
  return readDate(text.trim(), 'ymd');
}

/** A day as people type it anywhere: `24 Dec`, `Friday`, `tomorrow`, `2026-12-24`. */
export function readTypedDay(text: string, today: string): string | undefined {
  return readTypedDate(text) ?? readDay(text, today);
}

/** `24 Dec 14:00`, `Friday, 2 pm`, `tomorrow at 9:00+01:00`. */
function dayWithTime(text: string, today: string | undefined): CellTime | undefined {
  const [, day = '', clock = '', offset] = DAY_AND_TIME.exec(text.trim()) ?? [];
  const date = today === undefined ? undefined : readTypedDay(day, today);
  const time = readTime(clock.trim());
  if (date === undefined || time === undefined) return undefined;
  return { date, time, ...(offset !== undefined && { offset: asOffset(offset) }) };
}

const DAY_AND_TIME = /^(.+?),?\s+(?:at\s+)?(\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?)\s*([+-]\d{2}:?\d{2})?$/i;

function resolved(typed: CellTime | undefined, zone: string, how: string): Read {
  if (!typed) return { problem: how };
  const { date, time, offset } = typed;
  const local = time === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${time}`;
  const found = toLocalInstant(local, zone, offset);
  return isTimeProblem(found) ? { problem: words(found.reason, found.options, zone) } : { local, ...found };
}

function words(reason: TimeReason, options: readonly string[], zone: string): string {
  switch (reason) {
    case 'nonexistent':
      return `That time does not exist in ${zone}: the clocks skip it.`;
    case 'ambiguous':
      return `That time comes twice in ${zone}. Put ${options.join(' or ')} behind it.`;
    case 'wrong_offset':
      return `In ${zone} it is ${options.join(' or ')} then.`;
    case 'unreadable':
      return 'That is no time.';
    default:
      return assertNever(reason);
  }
}
