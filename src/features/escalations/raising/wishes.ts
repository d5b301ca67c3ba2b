import { readAmount } from '../../../core/money.ts';
import type { Urgency, Wanted } from '../tables.ts';

/**
 * What plain words say that somebody wants. Careful rather than clever: the form opens with it, and the person sees it
 * and can change it.
 */
export interface Wish {
  readonly wanted: Wanted;
  /** As typed: the form reads it, and asks if it has two readings. */
  readonly amount?: string;
}

const WANTED_WORDS: readonly (readonly [RegExp, Wanted])[] = [
  [/\brefund(s|ed)?\b/i, 'refund'],
  [/\breplace(ment|d)?\b/i, 'replacement'],
  [/\bcredit\b(?!\s+(card|report|score|rating|bureau|file|history|limit|check|union|line)s?\b)/i, 'credit'],
  [/\bexception\b/i, 'exception'],
  [/\bcall(-|\s+(me|us|him|her|them)\s+|\s?)back\b/i, 'callback'],
];
/** A number right after what is wanted (`refund of 180,50`), with its currency if there is one. */
const AFTER_WANTED = /^\s*(?:of\s+)?(?<amount>(?:[€$£¥]\s?)?\d[\d.,']*)(?<currency>\s?(?:[€$£¥]|[A-Z]{3}\b))?/;
/** Codes that are no English words. */
const CODES = 'EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|INR|JPY';
const MONEY = String.raw`(?:[€$£¥]\s?\d[\d.,']*|\d[\d.,']*\s?(?:[€$£¥]|(?:${CODES})\b))`;
const ANY_MONEY = new RegExp(MONEY, 'g');
const ASKING = String.raw`\b(?:wants?|wanted|needs?|get|gets|give|asks?\s+for|asking\s+for|demands?|like|have)\b`;
/** `wants 250 EUR back`, `I want my 180 € delivery fee back`. */
const MONEY_BACK = new RegExp(
  String.raw`${ASKING}(?:\s+\p{L}+){0,3}?\s+(?<amount>${MONEY})(?:\s+(?!and\b|but\b|or\b|call|come|get|sen[dt]\b)\p{L}+){0,3}?\s+back\b`,
  'iu',
);
const SOME_MONEY_BACK = new RegExp(String.raw`${ASKING}(?:\s+\p{L}+){0,2}?\s+money\s+back\b`, 'iu');

/** Whether an amount belongs to it. */
export function isMoney(wanted: string | null | undefined): boolean {
  return wanted === 'refund' || wanted === 'credit';
}

/** All that the words may mean, the most telling first. */
export function wishesIn(text: string): readonly Wish[] {
  const named = WANTED_WORDS.flatMap(([pattern, wanted]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const amount = isMoney(wanted) ? amountIn(text, text.slice(found.index + found[0].length)) : undefined;
    return [{ wanted, ...(amount !== undefined && { amount }) }];
  });
  return named.some(({ wanted }) => wanted === 'refund') ? named : [...moneyBackIn(text), ...named];
}

function moneyBackIn(text: string): readonly Wish[] {
  const back = amountLike(MONEY_BACK.exec(text)?.groups?.['amount']);
  if (back !== undefined) return [{ wanted: 'refund', amount: back }];
  if (!SOME_MONEY_BACK.test(text)) return [];
  const only = onlyMoneyIn(text);
  return [{ wanted: 'refund', ...(only !== undefined && { amount: only }) }];
}

function amountIn(text: string, afterWanted: string): string | undefined {
  const { amount, currency = '' } = AFTER_WANTED.exec(afterWanted)?.groups ?? {};
  if (amount !== undefined) return amountLike(`${amount}${currency}`) ?? amountLike(amount);
  return amountLike(MONEY_BACK.exec(text)?.groups?.['amount']) ?? onlyMoneyIn(text);
}

/** Of several amounts none is meant for sure. */
function onlyMoneyIn(text: string): string | undefined {
  const found = new Set((text.match(ANY_MONEY) ?? []).map(amountLike));
  return found.size === 1 ? [...found][0] : undefined;
}

/** An amount, or one with two readings; a date or a ticket number with odd dots is neither. */
function amountLike(text: string | undefined): string | undefined {
  const trimmed = text?.replace(/[.,']+$/, '').trim();
  if (!trimmed) return undefined;
  const read = readAmount(trimmed, 'EUR');
  return 'money' in read || /^Is |^“/.test(read.problem) ? trimmed : undefined;
}

const ASKS = new RegExp(
  String.raw`${ASKING}|\bplease\b|\bexpect\b|\brequest(ing)?\b|\b(can|could|may)\s+(i|we|you)\b`,
  'i',
);
const DENIES = /\b(no|not|never|without|instead)\b|n['’]t\b/i;

/** What a message asks for, if its asking sentences name one thing only and deny nothing. */
export function wishOfMessage(text: string): Wish | undefined {
  const asking = text
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((sentence) => ASKS.test(sentence) && !DENIES.test(sentence))
    .flatMap(wishesIn);
  const [first] = asking;
  const isClear = first && asking.every(({ wanted, amount }) => wanted === first.wanted && amount === first.amount);
  return isClear ? first : undefined;
}

/** Critical calls people in: only as the first or last word, or in capitals. */
const CRITICAL = /^critical\b(?!\s+of\b)|\bcritical[.!]*$/i;
const CRITICAL_LOUD = /\bCRITICAL\b/;
const HIGH = /\b(urgent|urgently|asap|angry|furious|upset)\b/i;
const CALM =
  /\b(not|never|isn['’]t|non|no)[\s-]+((so|that|very|too|really|at all)\s+)?(critical|urgent|urgently|asap|angry|furious|upset)\b/i;

/** How urgent the words say it is; undefined where they do not. */
export function urgencyIn(text: string): Urgency | undefined {
  const said = text.trim();
  if (CALM.test(said)) return undefined;
  if (CRITICAL.test(said) || CRITICAL_LOUD.test(said)) return 'critical';
  return HIGH.test(said) ? 'high' : undefined;
}
