import { type OpeningSpan, clockTime, dayNames, endOfDay, roundTheClock } from './business-hours.ts';
import { type Days, type Time, type Token, Misread, tokensOf } from './business-hours-tokens.ts';

/** What a line of text says, or what is wrong with it in words for whoever typed it. */
export type HoursReading = { readonly spans: readonly OpeningSpan[] } | { readonly problem: string };

/**
 * Reads `Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00`. Lenient in spelling (Monday, 9-17, 9am to 5pm, 24/7),
 * strict in meaning: spans may touch but not overlap, closing at midnight is 24:00. A night such as 22:00-06:00 becomes
 * two spans, the second on the next weekday. The spans come back sorted.
 */
export function parseBusinessHours(text: string): HoursReading {
  if (/^\s*24\s*[/x]\s*7\s*$/i.test(text)) return { spans: roundTheClock() };
  try {
    const spans = readEntries(tokensOf(text)).toSorted((a, b) => a.weekday - b.weekday || a.open - b.open);
    if (spans.length === 0) throw new Misread('Say when the team works, like Mon-Fri 09:00-17:00.');
    refuseOverlap(spans);
    return { spans };
  } catch (error) {
    if (error instanceof Misread) return { problem: error.message };
    throw error;
  }
}

/** Days, then their times, then the next days: `;` and `,` only part what the tokens already tell apart. */
function readEntries(tokens: readonly Token[]): readonly OpeningSpan[] {
  const spans: OpeningSpan[] = [];
  const rest = [...tokens];
  while (rest.length > 0) {
    const days = takeDays(rest);
    const hours = takeHours(rest, days);
    for (const day of days) for (const [open, close] of hours) spans.push(...spansOf(day, open, close));
  }
  return spans;
}

function takeDays(rest: Token[]): ReadonlySet<number> {
  const days = new Set<number>();
  while (rest[0]?.kind === 'days') for (const day of takeRange(rest[0], rest)) days.add(day);
  if (days.size === 0) throw new Misread(`Say the days before "${rest[0]?.text}", like Mon-Fri 09:00-17:00.`);
  return days;
}

function takeRange(first: Days, rest: Token[]): readonly number[] {
  const [, to, last] = rest;
  const isRange = to?.kind === 'to' && last?.kind === 'days';
  rest.splice(0, isRange ? 3 : 1);
  return isRange ? between(first, last) : first.days;
}

function between(first: Days, last: Days): readonly number[] {
  const [from, to] = [first.days[0] ?? 1, last.days[0] ?? 1];
  if (first.days.length > 1 || last.days.length > 1) throw new Misread(`I can't read "${first.text}-${last.text}".`);
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => ((from - 1 + index) % 7) + 1);
}

type Hours = readonly [open: number, close: number];

function takeHours(rest: Token[], days: ReadonlySet<number>): readonly Hours[] {
  const hours: Hours[] = [];
  let closed = false;
  for (let token = rest[0]; token && token.kind !== 'days'; token = rest[0]) {
    rest.shift();
    if (token.kind === 'closed') closed = true;
    else if (token.kind === 'all-day') hours.push([0, endOfDay]);
    else hours.push(takeSpan(token, rest));
  }
  const [first = 1] = days;
  const day = dayNames[first - 1];
  if (closed && hours.length > 0) throw new Misread(`${day} is closed and open at once.`);
  if (hours.length === 0 && !closed) throw new Misread(`From when to when on ${day}? Like ${day} 09:00-17:00.`);
  return hours;
}

function takeSpan(token: Token, rest: Token[]): Hours {
  const [to, close] = rest;
  if (token.kind !== 'time' || to?.kind !== 'to' || close?.kind !== 'time') {
    throw new Misread(`"${token.text}" needs a start and an end, like 09:00-17:00.`);
  }
  rest.splice(0, 2);
  refuseDoubt(token, close);
  return [token.minutes, close.minutes];
}

/** Refuses what can be read in two ways, or has no length; the answer names the likely meaning. */
function refuseDoubt(open: Time, close: Time): void {
  const typed = `${open.text}-${close.text}`;
  const noon = endOfDay / 2;
  const ask = (from: number, to: number) =>
    new Misread(`"${typed}": did you mean ${clockTime(from)}-${clockTime(to)}?`);
  if (open.minutes === endOfDay) throw new Misread(`"${typed}": a day starts at 00:00, not at 24:00.`);
  if (close.minutes === 0) throw ask(open.minutes, endOfDay);
  if (open.minutes === close.minutes) throw new Misread(`"${typed}" starts and ends at the same time.`);
  const later = close.minutes + noon;
  if (close.minutes < open.minutes && !close.exact && later > open.minutes) throw ask(open.minutes, later);
  if (close.afternoon && !open.exact && open.minutes + noon < close.minutes)
    throw ask(open.minutes + noon, close.minutes);
}

/** A night is two spans: the second half follows the next local date. */
function spansOf(weekday: number, open: number, close: number): readonly OpeningSpan[] {
  if (close > open) return [{ weekday, open, close }];
  return [
    { weekday, open, close: endOfDay },
    { weekday: (weekday % 7) + 1, open: 0, close },
  ];
}

function refuseOverlap(spans: readonly OpeningSpan[]): void {
  for (const [index, span] of spans.entries()) {
    const before = spans[index - 1];
    if (before?.weekday !== span.weekday || before.close <= span.open) continue;
    const [first, second] = [before, span].map(({ open, close }) => `${clockTime(open)}-${clockTime(close)}`);
    throw new Misread(`${dayNames[span.weekday - 1]}: ${first} and ${second} overlap.`);
  }
}
