import { readAmount } from './money.ts';
import type { Wanted } from './tables.ts';

/** What `/escalate …` already says; the form opens with it. */
export interface EscalateText {
  readonly summary?: string;
  readonly wanted?: Wanted;
  /** As typed: the form reads it, and asks if it has two readings. */
  readonly amount?: string;
}

const WANTED_WORDS: readonly (readonly [RegExp, Wanted])[] = [
  [/\brefund(s|ed)?\b/i, 'refund'],
  [/\breplace(ment|d)?\b/i, 'replacement'],
  [/\bcredit\b(?!\s+(card|report|score|rating))/i, 'credit'],
  [/\bexception\b/i, 'exception'],
  [/\bcall ?-?back\b/i, 'callback'],
];
/** A number right after what is wanted (`refund of 180,50`), or one with a currency sign. */
const AFTER_WANTED = /^\s*(?:of\s+)?(?<amount>(?:[€$£¥]\s?)?\d[\d.,']*(?:\s?(?:[€$£¥]|[A-Z]{3}\b))?)/;
const WITH_SIGN = /(?<amount>[€$£¥]\s?\d[\d.,']*|\d[\d.,']*\s?[€$£¥])/;

/** Reads `refund 180 angry`: a refund, 180, and the words as summary. What it does not understand stays in the summary. */
export function readEscalateText(text: string): EscalateText {
  const summary = text.trim();
  if (summary === '') return {};

  for (const [pattern, wanted] of WANTED_WORDS) {
    const found = pattern.exec(summary);
    if (!found) continue;
    const amount = isMoney(wanted) ? amountIn(summary, summary.slice(found.index + found[0].length)) : undefined;
    return { summary, wanted, ...(amount !== undefined && { amount }) };
  }
  return { summary };
}

/** Whether an amount belongs to it. */
export function isMoney(wanted: string | null | undefined): boolean {
  return wanted === 'refund' || wanted === 'credit';
}

function amountIn(summary: string, afterWanted: string): string | undefined {
  const amount = (AFTER_WANTED.exec(afterWanted) ?? WITH_SIGN.exec(summary))?.groups?.['amount'];
  const trimmed = amount?.replace(/[.,']+$/, '').trim();
  return trimmed && isAmountLike(trimmed) ? trimmed : undefined;
}

/** An amount, or one with two readings; a date or a ticket number with odd dots is neither. */
function isAmountLike(text: string): boolean {
  const read = readAmount(text, 'EUR');
  return 'money' in read || /^Is |^“/.test(read.problem);
}

/** What `/case …` asks for. */
export type CaseRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly scope: 'mine' | 'team' | 'open' }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'export' };

/** Reads `list team`, `42`, `#42`, `search late parcel`, `export`; anything else is looked for. */
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
  list: (words) => ({ kind: 'list', scope: scopeOf(words) }),
  export: () => ({ kind: 'export' }),
  search: (words) => (words === '' ? { kind: 'help' } : { kind: 'search', words }),
};

function scopeOf(words: string): 'mine' | 'team' | 'open' {
  const scope = words.toLowerCase();
  return scope === 'team' || scope === 'open' ? scope : 'mine';
}
