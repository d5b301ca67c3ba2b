import { dayNames, endOfDay } from './business-hours.ts';

/** The text cannot be read; the message is for whoever typed it. */
export class Misread extends Error {}

/** A time of day as typed. `exact` when it cannot have been meant as the other half of the day. */
export interface Time {
  readonly kind: 'time';
  readonly text: string;
  readonly minutes: number;
  readonly exact: boolean;
  readonly afternoon: boolean;
}

export interface Days {
  readonly kind: 'days';
  readonly text: string;
  readonly days: readonly number[];
}

export type Token = Time | Days | { readonly kind: 'to' | 'all-day' | 'closed'; readonly text: string };

const separators = /(?:[\s,;:&|]|\b(?:and|from)\b)+/iy;
const dash = /[-–—−]|(?:to|until|till|through|thru)\b/iy;
const allDay = /(?:24\s*(?:h|hrs?|hours)|all\s+day)\b/iy;
const time = /(\d{1,2}?)(?:[:.]?(\d{2}))?\s*([ap]\.?m\b\.?)?(?![\d:])/iy;
const words = /every\s+day|\p{L}+/iuy;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    if (take(separators)) continue;
    const token = nextToken(take);
    if (!token) throw new Misread(`I can't read "${text.slice(at, at + 20)}". Write it like Mon-Fri 09:00-17:00.`);
    tokens.push(token);
  }
  return tokens;
}

function nextToken(take: (pattern: RegExp) => RegExpExecArray | null): Token | undefined {
  const to = take(dash);
  if (to) return { kind: 'to', text: to[0] };
  const whole = take(allDay);
  if (whole) return { kind: 'all-day', text: whole[0] };
  const clock = take(time);
  if (clock) return timeOf(clock);
  const word = take(words);
  return word ? wordOf(word[0]) : undefined;
}

function timeOf(match: RegExpExecArray): Time {
  const [, hours = '', minutes = '', half = ''] = match;
  const text = match[0].trim();
  const hour = half ? hourOfHalf(Number(hours), isAfternoon(half)) : Number(hours);
  const total = hour * 60 + Number(minutes);
  if (!(total <= endOfDay) || Number(minutes) > 59) throw new Misread(`"${text}" is not a time of day.`);
  const exact = half !== '' || hour > 12 || hours.length + minutes.length === 4;
  return { kind: 'time', text, minutes: total, exact, afternoon: isAfternoon(half) };
}

function isAfternoon(half: string): boolean {
  return half.toLowerCase().startsWith('p');
}

/** The hour of a twelve-hour clock, or NaN where that clock has none. */
function hourOfHalf(hour: number, afternoon: boolean): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (afternoon ? 12 : 0);
}

const groups: Readonly<Record<string, readonly number[]>> = {
  weekday: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [6, 7],
  weekends: [6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7],
  everyday: [1, 2, 3, 4, 5, 6, 7],
};
const longNames = ['mondays', 'tuesdays', 'wednesdays', 'thursdays', 'fridays', 'saturdays', 'sundays'];

function wordOf(text: string): Token {
  const word = text.toLowerCase().replaceAll(/\s/g, '');
  if (word === 'closed' || word === 'off') return { kind: 'closed', text };
  const days = groups[word] ?? dayOf(word);
  if (!days) throw new Misread(`"${text}" is not a day. Use ${dayNames.join(', ')}.`);
  return { kind: 'days', text, days };
}

/** From `mo` to `mondays`, as long as it can be only one day. */
function dayOf(word: string): readonly number[] | undefined {
  const index = longNames.findIndex((name) => word.length >= 2 && name.startsWith(word));
  return index === -1 ? undefined : [index + 1];
}
