import { addDays, weekdayOf } from '../../../core/local-time.ts';
import { readDay } from '../../../core/typed-day.ts';

/** Whose shifts: the reader's, those of a team, those that nobody has yet, or those of somebody by name. */
export type Whose = 'mine' | 'team' | 'open' | { readonly name: string };

/** What was asked for with `/shift`. Weeks begin on Monday. */
export type ShiftAsked =
  | { readonly kind: 'help' }
  | { readonly kind: 'day'; readonly date: string }
  | { readonly kind: 'week'; readonly whose: Whose; readonly monday: string }
  /** Maybe a name without `@`. */
  | { readonly kind: 'words'; readonly words: string };

const WHOSE: ReadonlyMap<string, Whose> = new Map<string, Whose>([
  ['mine', 'mine'],
  ['my', 'mine'],
  ['me', 'mine'],
  ['team', 'team'],
  ['all', 'team'],
  ['everyone', 'team'],
  ['open', 'open'],
  ['free', 'open'],
]);

/** Slack's own form of a mention, or an @ and up to three words. */
const NAMED = /^(?:<@(?<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@(?<name>\S+))\s*(?<rest>.*)$/s;

/** Reads what was typed after `/shift`; `today` is the reader's local date. */
export function readShiftText(typed: string, today: string): ShiftAsked {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (/^(help|\?)$/i.test(text)) return { kind: 'help' };
  const named = NAMED.exec(text)?.groups;
  if (named) return readNamed(named['id'] ?? named['name'] ?? '', named['rest'] ?? '', today);
  return readWhosePlan(text, today) ?? { kind: 'words', words: text };
}

function readWhosePlan(text: string, today: string): ShiftAsked | undefined {
  const [first = '', ...others] = text.split(' ');
  const whose = WHOSE.get(first.toLowerCase());
  if (whose === undefined) return readWhen('mine', text, today);
  return readWhen(whose, others.join(' ').replace(/^shifts?\b\s*/i, ''), today);
}

/** A name may be of several words: the shortest that leaves a time, or nothing, is the name. */
function readNamed(first: string, rest: string, today: string): ShiftAsked {
  const words = rest === '' ? [] : rest.split(' ');
  for (let more = 0; more <= words.length; more += 1) {
    const when = weekOf(words.slice(more).join(' '), today);
    const name = [first, ...words.slice(0, more)].join(' ');
    if (when !== undefined) return { kind: 'week', whose: { name }, monday: when.monday };
  }
  return { kind: 'words', words: [first, rest].join(' ').trim() };
}

function readWhen(whose: Whose, text: string, today: string): ShiftAsked | undefined {
  const when = weekOf(text, today);
  if (when === undefined) return undefined;
  if (when.day !== undefined && (whose === 'team' || (whose === 'mine' && text !== ''))) {
    return { kind: 'day', date: when.day };
  }
  return { kind: 'week', whose, monday: when.monday };
}

interface When {
  readonly monday: string;
  /** Where one day was meant. */
  readonly day?: string;
}

function weekOf(typed: string, today: string): When | undefined {
  const text = typed.toLowerCase().replace(/^(for|in|on|the)\s+/, '');
  const weeks = weeksAway(text);
  if (weeks !== undefined) return { monday: mondayOf(addDays(today, weeks * 7)) };
  const week = /^week\s+(?:of|from|beginning|starting)?\s*(.+)$/.exec(text)?.[1];
  const date = dateNear(week ?? text, today);
  if (date === undefined) return undefined;
  return { monday: mondayOf(date), ...(week === undefined && { day: date }) };
}

const WEEKS: Readonly<Record<string, number>> = {
  '': 0,
  week: 0,
  'this week': 0,
  now: 0,
  'next week': 1,
  next: 1,
  'last week': -1,
  'previous week': -1,
};

function weeksAway(text: string): number | undefined {
  if (Object.hasOwn(WEEKS, text)) return WEEKS[text];
  const count = /^(\d{1,2}) weeks?( ago)?$/.exec(text);
  return count ? Number(count[1]) * (count[2] ? -1 : 1) : undefined;
}

/** How long ago a date without a year may be before the next such one is meant. */
const LATELY_DAYS = 45;

/** A day as people type it. One without a year that was lately is meant, rather than the same one in a year. */
function dateNear(text: string, today: string): string | undefined {
  if (text === 'yesterday') return addDays(today, -1);
  const nextDay = /^next\s+([a-z]+)$/.exec(text)?.[1];
  if (nextDay !== undefined) return readDay(nextDay, addDays(mondayOf(today), 7));
  return readDay(text, /\d/.test(text) ? addDays(today, -LATELY_DAYS) : today);
}

/** The Monday of a local date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}
