import type { LocalSpan } from '../../core/business-time/calendar.ts';
import { clockTime, endOfDay } from '../../core/business-hours.ts';
import { addDays, isDate } from './dates.ts';

/** What a team wrote about one local date. */
export type DayRule =
  | { readonly kind: 'closed'; readonly date: string; readonly name: string }
  /** As on any other such weekday, although it is a holiday. */
  | { readonly kind: 'open'; readonly date: string }
  | { readonly kind: 'hours' | 'break'; readonly date: string; readonly spans: readonly LocalSpan[] };

export type DayLinesReading = { readonly rules: readonly DayRule[] } | { readonly problem: string };

/** The text cannot be read; the message is for whoever typed it. */
class Misread extends Error {}

const EXAMPLE = 'Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.';
const LONGEST_RANGE = 366;
const line = /^(?<from>\d{4}-\d{2}-\d{2})(?:\s*(?:-|–|—|to|\.\.)\s*(?<to>\d{4}-\d{2}-\d{2}))?[\s:]+(?<what>.*)$/iu;
const closed = /^(?:closed|off)\b[\s:,–-]*(?<name>.*)$/iu;
const span = /^(?<open>\d{1,2}:\d{2})\s*(?:-|–|—|to)\s*(?<close>\d{1,2}:\d{2})$/iu;

/**
 * Reads a team's own days, a line each: `2026-12-31 closed Stocktaking`, `2026-12-24 09:00-12:00` (these hours instead of
 * the weekday's), `2026-12-24 break 10:00-10:30`, `2026-12-08 open` (although it is a holiday), and ranges of days, `2026-12-24 to 2026-12-31 closed`. Comes back in
 * the order of the dates.
 */
export function parseDayLines(text: string): DayLinesReading {
  try {
    const rules = text
      .split('\n')
      .map((typed) => typed.trim())
      .filter((typed) => typed !== '' && !typed.startsWith('#'))
      .flatMap(rulesOf);
    refuseContradictions(rules);
    return { rules: rules.toSorted((a, b) => a.date.localeCompare(b.date)) };
  } catch (error) {
    if (error instanceof Misread) return { problem: error.message };
    throw error;
  }
}

function rulesOf(typed: string): readonly DayRule[] {
  const read = line.exec(typed)?.groups;
  if (!read) throw new Misread(`I can't read "${typed.slice(0, 40)}". ${EXAMPLE}`);
  const { from = '', to = from, what = '' } = read;
  const toRule = ruleMaker(what.trim(), typed);
  return datesBetween(from, to).map(toRule);
}

function datesBetween(from: string, to: string): readonly string[] {
  for (const date of [from, to]) if (!isDate(date)) throw new Misread(`There is no ${date}.`);
  if (to < from) throw new Misread(`${from} to ${to} ends before it starts.`);
  const dates = [from];
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    dates.push(date);
    if (dates.length > LONGEST_RANGE) throw new Misread(`${from} to ${to} is longer than a year.`);
  }
  return dates;
}

function ruleMaker(what: string, typed: string): (date: string) => DayRule {
  const name = closed.exec(what)?.groups?.['name'];
  if (name !== undefined) return (date) => ({ kind: 'closed', date, name: name.trim() });
  if (/^open$/i.test(what)) return (date) => ({ kind: 'open', date });
  const isBreak = /^break\b/i.test(what);
  const spans = spansOf(what.replace(/^break\b[\s:]*/i, ''), typed);
  return (date) => ({ kind: isBreak ? 'break' : 'hours', date, spans });
}

function spansOf(text: string, typed: string): readonly LocalSpan[] {
  const parts = text.split(/\s*(?:,|;|\band\b)\s*/iu).filter((part) => part !== '');
  if (parts.length === 0) throw new Misread(`What about "${typed.slice(0, 40)}"? ${EXAMPLE}`);
  return parts.map((part) => spanOf(part));
}

function spanOf(part: string): LocalSpan {
  const { open: from, close: to } = span.exec(part)?.groups ?? {};
  if (from === undefined || to === undefined) throw new Misread(`I can't read "${part.slice(0, 40)}". ${EXAMPLE}`);
  const [open, close] = [minutesOf(from), minutesOf(to)];
  if (close === 0) throw new Misread(`"${part}": did you mean ${clockTime(open)}-24:00?`);
  if (close <= open)
    throw new Misread(`"${part}" ends before it starts. Write what is after midnight in a line of its own.`);
  return { open, close };
}

function minutesOf(typed: string): number {
  const [hours = 0, minutes = 0] = typed.split(':').map(Number);
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > endOfDay) throw new Misread(`"${typed}" is not a time of day.`);
  return total;
}

function refuseContradictions(rules: readonly DayRule[]): void {
  const closedDates = new Set(rules.filter((rule) => rule.kind === 'closed').map((rule) => rule.date));
  const hours = new Map<string, readonly LocalSpan[]>();
  for (const rule of rules) {
    if (rule.kind !== 'hours' && rule.kind !== 'open') continue;
    if (closedDates.has(rule.date)) throw new Misread(`${rule.date} is closed and open at once.`);
    if (rule.kind === 'open') continue;
    const both = [...(hours.get(rule.date) ?? []), ...rule.spans].toSorted((a, b) => a.open - b.open);
    for (const [index, { open, close }] of both.entries()) {
      const before = both[index - 1];
      if (!before || before.close <= open) continue;
      const [first, second] = [before, { open, close }].map(
        (each) => `${clockTime(each.open)}-${clockTime(each.close)}`,
      );
      throw new Misread(`${rule.date}: ${first} and ${second} overlap.`);
    }
    hours.set(rule.date, both);
  }
}
