/** The tokens of `<!date^…>` in the reader's zone, worded as Slack's English client words them. */
import { Temporal } from 'temporal-polyfill';

export interface Reader {
  timeZone: string;
  /** Epoch milliseconds of the workspace's clock. */
  now: number;
}

type Formatter = (instant: Temporal.ZonedDateTime, reader: Reader) => string;

const TOKENS: Record<string, Formatter> = {
  date_num: (at) => at.toPlainDate().toString(),
  date_slash: (at) => intl(at, { day: '2-digit', month: '2-digit', year: 'numeric' }),
  date_long: (at) => `${intl(at, { weekday: 'long' })}, ${monthAndDay(at)}, ${at.year}`,
  date_long_full: (at) => intl(at, { month: 'long', day: 'numeric', year: 'numeric' }, 'en-US'),
  date_long_pretty: (at, reader) =>
    nearDay(at, reader) ?? `${intl(at, { weekday: 'long' })}, ${monthAndDay(at)}, ${at.year}`,
  date: (at) => intl(at, { month: 'long', day: 'numeric' }, 'en-US'),
  date_pretty: (at, reader) => nearDay(at, reader) ?? intl(at, { month: 'long', day: 'numeric' }, 'en-US'),
  date_short: (at) => intl(at, { month: 'short', day: 'numeric', year: 'numeric' }, 'en-US'),
  date_short_pretty: (at, reader) =>
    nearDay(at, reader) ?? intl(at, { month: 'short', day: 'numeric', year: 'numeric' }, 'en-US'),
  day_divider_pretty: (at, reader) => nearDay(at, reader) ?? dayName(at, reader),
  time: (at) => intl(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  time_secs: (at) => intl(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  ago: (at, reader) => ago(reader.now - at.epochMilliseconds),
};

/** The format with its tokens filled in for the reader; the fallback when the instant makes no sense. */
export function formatDateToken(seconds: number, format: string, fallback: string, reader: Reader): string {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8e12) return fallback;
  const at = zoned(seconds * 1000, reader.timeZone);
  const text = format.replaceAll(/\{(\w+)\}/g, (all, token: string) => TOKENS[token]?.(at, reader) ?? all);
  return text.startsWith('today') || text.startsWith('yesterday') || text.startsWith('tomorrow')
    ? (text[0] ?? '').toUpperCase() + text.slice(1)
    : text;
}

/** "Today", "Yesterday", or "Monday, November 23rd"; with the year when it is another one. */
export function dayName(at: Temporal.ZonedDateTime, reader: Reader): string {
  const near = nearDay(at, reader);
  if (near) return (near[0] ?? '').toUpperCase() + near.slice(1);
  const isThisYear = at.year === zoned(reader.now, reader.timeZone).year;
  return `${intl(at, { weekday: 'long' })}, ${monthAndDay(at)}${isThisYear ? '' : `, ${at.year}`}`;
}

/** 14:05 in the reader's zone. */
export function clockTime(epochMs: number, timeZone: string): string {
  return formatterFor('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(epochMs);
}

/** One text for all instants of a day in the zone: 2026-11-23. */
export function dayKey(epochMs: number, timeZone: string): string {
  return formatterFor('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(epochMs);
}

/** Monday, November 23rd at 14:05:09: what hovering over a time shows. */
export function fullTime(epochMs: number, timeZone: string): string {
  const at = zoned(epochMs, timeZone);
  return `${intl(at, { weekday: 'long' })}, ${monthAndDay(at)} at ${intl(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}`;
}

export function zoned(epochMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(epochMs)).toZonedDateTimeISO(timeZone);
}

/** The words of time gone by: "just now", "3 minutes ago", "in 2 hours". */
export function ago(elapsedMs: number): string {
  const minutes = Math.round(Math.abs(elapsedMs) / 60_000);
  if (minutes < 1) return 'just now';
  const [count, unit] = largestUnit(minutes);
  const span = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return elapsedMs >= 0 ? `${span} ago` : `in ${span}`;
}

function largestUnit(minutes: number): [number, string] {
  if (minutes < 60) return [minutes, 'minute'];
  const hours = Math.round(minutes / 60);
  return hours < 24 ? [hours, 'hour'] : [Math.round(hours / 24), 'day'];
}

function nearDay(at: Temporal.ZonedDateTime, reader: Reader): string | null {
  const today = zoned(reader.now, reader.timeZone).toPlainDate();
  const days = today.until(at.toPlainDate()).days;
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)] ?? null;
}

function monthAndDay(at: Temporal.ZonedDateTime): string {
  return `${intl(at, { month: 'long' })} ${at.day}${ordinal(at.day)}`;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}

function intl(at: Temporal.ZonedDateTime, options: Intl.DateTimeFormatOptions, locale = 'en-GB'): string {
  return formatterFor(locale, { ...options, timeZone: at.timeZoneId }).format(at.epochMilliseconds);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it, and a channel of messages uses the same few. */
function formatterFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
