import type { Urgency } from '../tables.ts';
import { urgencyIn, wishesIn, type Wish } from './wishes.ts';

/** What the words before the form already say; the form opens with it. */
export interface EscalateText extends Partial<Wish> {
  /** About people of the team, not about a customer: it began with `private`, which the summary leaves out. */
  readonly isPrivate?: true;
  /** All of it: where it is longer than a summary, the form puts it where there is room. */
  readonly summary?: string;
  readonly urgency?: Urgency;
}

/** Reads `refund 180 angry`: a refund, 180, and the words as summary. What it does not understand stays in the summary. */
export function readEscalateText(text: string): EscalateText {
  const summary = text.trim();
  if (summary === '') return {};
  const privately = /^private\b[:,]?\s*(?<words>.*)$/isu.exec(summary)?.groups;
  if (privately) return { isPrivate: true, summary: privately['words'] ?? '' };
  const urgency = urgencyIn(summary);
  return { summary, ...wishesIn(summary)[0], ...(urgency && { urgency }) };
}

export type ListScope = 'mine' | 'team' | 'open';

/** What `/case …` asks for. */
export type CaseRequest =
  | { readonly kind: 'help' }
  /** Without a scope: the one that goes without saying for this person. */
  | { readonly kind: 'list'; readonly scope?: ListScope }
  | { readonly kind: 'promises'; readonly scope: 'mine' | 'team' }
  | { readonly kind: 'unknown-list'; readonly words: string }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'exceptions' }
  | { readonly kind: 'export' };

/** Reads `list team`, `team`, `promises`, `42`, `#42`, `search torn seam`, `export`; anything else is looked for. */
export function readCaseText(text: string): CaseRequest {
  const { verb = '', words = '' } = /^(?<verb>\S*)\s*(?<words>.*)$/su.exec(text.trim())?.groups ?? {};
  const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  if (number !== undefined) return { kind: 'show', number: Number(number) };

  const read = Object.hasOwn(verbs, verb.toLowerCase()) ? verbs[verb.toLowerCase()] : undefined;
  return read ? read(words) : { kind: 'search', words: text.trim() };
}

const verbs: Readonly<Record<string, (words: string) => CaseRequest>> = {
  '': () => ({ kind: 'help' }),
  help: () => ({ kind: 'help' }),
  list: (words) => listOf(words) ?? { kind: 'unknown-list', words },
  mine: (words) => listUnlessMore('mine', words),
  team: (words) => listUnlessMore('team', words),
  open: (words) => listUnlessMore('open', words),
  promises: (words) => promisesOf(words) ?? { kind: 'search', words: `promises ${words}` },
  exceptions: (words) => (words === '' ? { kind: 'exceptions' } : { kind: 'search', words: `exceptions ${words}` }),
  export: () => ({ kind: 'export' }),
  search: (words) => (words === '' ? { kind: 'help' } : { kind: 'search', words }),
};

/** `/case open` is the list; `/case open parcel` looks for both words. */
function listUnlessMore(scope: ListScope, words: string): CaseRequest {
  return words === '' ? { kind: 'list', scope } : { kind: 'search', words: `${scope} ${words}` };
}

/** `/case promises` are one's own; `/case promises torn` looks for both words. */
function promisesOf(words: string): CaseRequest | undefined {
  const scope = words.toLowerCase();
  if (scope === '' || scope === 'mine') return { kind: 'promises', scope: 'mine' };
  return scope === 'team' ? { kind: 'promises', scope } : undefined;
}

function listOf(words: string): CaseRequest | undefined {
  const scope = words.toLowerCase();
  if (scope === '') return { kind: 'list' };
  return scope === 'mine' || scope === 'team' || scope === 'open' ? { kind: 'list', scope } : undefined;
}
