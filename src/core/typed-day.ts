import { addDays, weekdayOf } from './local-time.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Local dates as people type them, from `today` on: `Friday`, `tomorrow`, `24 Dec`, `Dec 24`, `24.12.`, `2026-12-24`. */
export function readDay(typed: string, today: string): string | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(on|this|the)\s+/, '');
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  return readDate(text, today) ?? readWeekday(text, today);
}

function readWeekday(text: string, today: string): string | undefined {
  const name = /^(?:next\s+)?([a-z]{3,9})$/.exec(text)?.[1];
  const wanted = name === undefined ? -1 : WEEKDAYS.findIndex((each) => fullDays.get(each)?.startsWith(name));
  return wanted === -1 ? undefined : addDays(today, (wanted + 1 - weekdayOf(today) + 7) % 7);
}

const fullDays = new Map(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) => [
    name.slice(0, 3),
    name,
  ]),
);

/** Written like a date that no calendar has: `31 Feb`. */
export function isNoSuchDay(typed: string): boolean {
  const named = namedDate(typed.trim().toLowerCase());
  if (!named || named.month < 1) return false;
  // Every day that there is comes in a leap year.
  return realDate(named.year ?? 2000, named.month, named.day) === undefined;
}

interface NamedDate {
  readonly day: number;
  /** 0 where it is none. */
  readonly month: number;
  readonly year: number | undefined;
}

function readDate(text: string, today: string): string | undefined {
  const named = namedDate(text);
  return named && nextSuch(named, today);
}

function namedDate(text: string): NamedDate | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return { day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) };
  const named =
    /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})\.?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2}))\.?(?:,?\s+(\d{4}))?$/.exec(text);
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[3] ?? '').slice(0, 3)) + 1;
    return { day: Number(named[1] ?? named[4]), month, year: yearIn(named[5]) };
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text);
  return dotted ? { day: Number(dotted[1]), month: Number(dotted[2]), year: yearIn(dotted[3]) } : undefined;
}

function yearIn(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number(written);
}

/** Without a year the next one, today included. */
function nextSuch({ day, month, year }: NamedDate, today: string): string | undefined {
  if (year !== undefined) return realDate(year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const here = realDate(thisYear, month, day);
  return here !== undefined && here >= today ? here : realDate(thisYear + 1, month, day);
}

function realDate(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 2000 && year < 2200;
  return isReal ? at.toISOString().slice(0, 10) : undefined;
}
