import { localMinute, offsetText } from '../../../core/local-time.ts';
import type { DateOrder } from './layout.ts';

/** A date and time as a cell says them. */
export interface CellTime {
  readonly date: string;
  readonly time: string;
  readonly offset?: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2026-03-16` of a date however it is written; undefined where it is none in that order. */
export function readDate(text: string, order: DateOrder): string | undefined {
  const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{2}|\d{4})$/i.exec(text);
  if (named) return dateOf(named[3], MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1, named[1]);
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(text);
  if (!yearLast || order === 'ymd') return undefined;
  const [, first, second, year] = yearLast;
  return order === 'dmy' ? dateOf(year, second, first) : dateOf(year, first, second);
}

function dateOf(year = '', month: string | number = '', day = ''): string | undefined {
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}

/** `09:00` of a time however it is written, `24:00` included. Seconds must be none. */
export function readTime(text: string): string | undefined {
  const day = /^(\d{1,2})[:.h](\d{2})(?::00(?:\.0+)?)?$/.exec(text);
  if (day) return timeOf(Number(day[1]), day[2]);
  const half = /^(\d{1,2})(?::(\d{2}))?(?::00)?\s*([ap])\.?m?\.?$/i.exec(text);
  if (!half || Number(half[1]) > 12) return undefined;
  return timeOf((Number(half[1]) % 12) + (half[3]?.toLowerCase() === 'p' ? 12 : 0), half[2]);
}

function timeOf(hour: number, minutes = '00'): string | undefined {
  const isTime = Number(minutes) < 60 && (hour < 24 || (hour === 24 && minutes === '00'));
  return isTime ? `${String(hour).padStart(2, '0')}:${minutes}` : undefined;
}

/** A date with a time, and with an offset where one is written: `2026-03-16T09:00:00+01:00`, `16/03/2026 9:00`. */
export function readDateTime(text: string, order: DateOrder, zone: string): CellTime | undefined {
  const [, day = '', clock = '', offset] = DATE_AND_TIME.exec(text.trim()) ?? [];
  const date = readDate(day.trim(), order);
  const time = readTime(clock.trim());
  if (date === undefined || time === undefined) return undefined;
  if (offset === 'Z') return inZone(date, time, zone);
  return offset === undefined ? { date, time } : { date, time, offset: asOffset(offset) };
}

const DATE_AND_TIME = /^(.+?)(?:T|\s+)(\d{1,2}[:.h].*?)\s*(Z|[+-]\d{2}:?\d{2})?$/;

function inZone(date: string, time: string, zone: string): CellTime | undefined {
  const at = new Date(`${date}T${time}Z`);
  if (Number.isNaN(at.getTime())) return undefined;
  const [localDate = '', localTime = ''] = localMinute(at, zone).split(' ');
  return { date: localDate, time: localTime, offset: offsetText(zone, at).slice('UTC'.length) };
}

/** `+01:00`, from `+0100` too. */
export function asOffset(text: string): string {
  const found = /^([+-])(\d{1,2}):?(\d{2})$/.exec(text.trim());
  return found ? `${found[1]}${(found[2] ?? '').padStart(2, '0')}:${found[3]}` : text.trim();
}

/** In which orders these dates could be meant, as far as they are dates at all; one where they say the same in both. */
export function ordersOf(texts: readonly string[]): readonly DateOrder[] {
  const distinct = [...new Set(texts.map((text) => text.trim()))];
  const unclear = distinct.filter((text) => !readDate(text, 'ymd') && (readDate(text, 'dmy') ?? readDate(text, 'mdy')));
  if (unclear.length === 0) return ['ymd'];
  const fitting = (['dmy', 'mdy'] as const).filter((order) => unclear.every((text) => readDate(text, order)));
  const isSame = unclear.every((text) => readDate(text, 'dmy') === readDate(text, 'mdy'));
  return isSame ? ['dmy'] : fitting;
}
