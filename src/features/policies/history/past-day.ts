import { addDays } from '../../../core/local-time.ts';
import { readDay } from '../../../core/typed-day.ts';

/** `1 Nov 2026` */
const MOST_WORDS = 3;
/** What may stand before them: `on Friday, 1 Nov`. */
const BEFORE = /(?:\s+(?:on|last|this|the|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?))+$/i;

/** `next Monday` is not over. */
const AHEAD = /\s+(?:on\s+)?(?:next|coming)$/i;

export interface TitleAndDay {
  readonly title: string;
  /** A local date. */
  readonly day: string;
  /** The next such, where no year is said. */
  readonly coming?: string;
}

/** `late returns 1 Nov`: words, and behind them a day; undefined where they do not end in one. */
export function readTitleAndDay(typed: string, today: string): TitleAndDay | undefined {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  for (let count = 1; count <= Math.min(MOST_WORDS, words.length - 1); count += 1) {
    const written = words.slice(-count).join(' ');
    const day = readPastDay(written, today);
    if (day === undefined) continue;
    const before = words.slice(0, -count).join(' ');
    const ahead = before.replace(AHEAD, '');
    if (ahead !== before) return { title: ahead, day: readDay(written, addDays(today, 1)) ?? day };
    const title = before.replace(BEFORE, '');
    const coming = isPast(`${before.slice(title.length)} ${written}`) ? undefined : readDay(written, today);
    return { title, day, ...(coming !== undefined && coming !== day && { coming }) };
  }
  return undefined;
}

/** Nobody can mean the next such. */
function isPast(written: string): boolean {
  return /\d{4}|\b(?:last|yesterday)\b/i.test(written);
}

/** `in two weeks`, `31 Feb 2026` */
const MOST_OF_NO_DAY = 4;

/** Where words may end in what was meant as a day and is none that can be read: what is before it and it, the longest title first. */
export function maybeDays(typed: string): readonly { readonly title: string; readonly noDay: string }[] {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  return Array.from({ length: Math.max(0, Math.min(MOST_OF_NO_DAY, words.length - 1)) }, (_, at) => ({
    title: words.slice(0, -1 - at).join(' '),
    noDay: words.slice(-1 - at).join(' '),
  })).filter(({ noDay }) => /^(?:\D*\d|(?:in|on|next|last|this|before|after|since)\s)/i.test(noDay));
}

/** As people type a day that is over: without a year the last such, today included; `Friday` is the one before today. */
export function readPastDay(typed: string, today: string): string | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^on\s+/, '')
    .replace(/^(?:last|this|the)\s+/, '')
    .replace(/^\d{1,2}\.\d{1,2}$/, '$&.');
  if (text === 'yesterday') return addDays(today, -1);
  if (text === 'today' || text === 'tomorrow') return readDay(text, today);
  return readDay(text, /^[a-z]+$/.test(text) ? addDays(today, -7) : addDays(yearBefore(today), 1));
}

function yearBefore(date: string): string {
  const monthAndDay = date.slice(4).replace('-02-29', '-02-28');
  return `${Number(date.slice(0, 4)) - 1}${monthAndDay}`;
}
