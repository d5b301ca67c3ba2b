import { UserError } from '../../../../core/errors.ts';
import { cleanText, clip, oneLine } from '../../../../slack/mrkdwn.ts';

/** A mail that somebody pasted is looked up by how it begins. */
const LONGEST = 3000;
/** Of a sentence that is worth to be known: longer ones are stories of one customer. */
export const LONGEST_LEARNED = 200;
const FEWEST_WORDS_LEARNED = 2;

/** Links lead to orders and accounts, and the words in them are nobody's question. */
const LINK = /\(?(?:https?:\/\/|www\.)[^\s<>]+/giu;
const EMAIL = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+/gu;
/** Phones, cards, accounts: six digits and more, however they are grouped; no amount, date or time has as many. */
const LONG_NUMBER = /(?<![\p{L}\p{N}])[+(]?\d(?:[\s/()-]{0,2}\d){5,}(?![\p{L}\p{N}])/gu;
/** `#88190`, `NW-2231-A`, `DE44500105175407324931`: a name for one thing, with four digits or more in it. */
const CODE =
  /(?<![\p{L}\p{N}])(?:#|(?=[\p{L}\p{N}-]*\p{L})[\p{L}\p{N}-]*)\d[\d-]{2,}\d[\p{L}\p{N}-]*(?![\p{L}\p{N}])/gu;
const PLACEHOLDER = /\[(?:e-mail|number|link)\]/g;
/** Whom or where somebody calls, and emoji by name: as Slack sends them, and as people type them. */
const MARKS = /<[!@#][^<>]*>|@[\p{L}\p{N}._-]+|:[\p{L}\p{N}_+-]+:/gu;
const ORDER = /(?<=(?:order|case|ticket|invoice|customer)\s(?:no\.?\s|number\s|id\s)?)#?\d{3,}/giu;

/**
 * What is looked for, as it is kept: cleaned, on one line, and without what names a customer.
 * @throws UserError where there is nothing to look for in it
 */
export function readQuestion(typed: string): string {
  const text = withoutPersonalData(clip(oneLine(cleanText(typed)), LONGEST));
  if (!/[\p{L}\p{N}]/u.test(wordsIn(text)))
    throw new UserError('Write what the customer says or asks, in a few words: “may she return opened headphones”.');
  return text;
}

/** What looks like an e-mail address, a phone or an order number says only that there was one. */
export function withoutPersonalData(text: string): string {
  const said = text.replace(LINK, '[link]').replace(EMAIL, '[e-mail]').replace(ORDER, '[number]');
  return said.replace(LONG_NUMBER, '[number]').replace(CODE, '[number]');
}

/** What of a question is looked for: that a number stood there says nothing. */
export function searchedText(question: string): string {
  return question.replaceAll(PLACEHOLDER, ' ');
}

/** The same without whom or where it calls, and emoji. */
export function wordsIn(question: string): string {
  return searchedText(question).replace(MARKS, ' ');
}

/** Why a question is not kept word by word as one that its passage answers. */
export type NotLearned = 'long' | 'personal' | 'short';

/** Undefined where it may be: everybody's look-ups go by it then, and whoever keeps the policy reads it. */
export function whyNotLearned(question: string): NotLearned | undefined {
  if (withoutPersonalData(question).search(PLACEHOLDER) >= 0) return 'personal';
  if (Array.from(question).length > LONGEST_LEARNED) return 'long';
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
  // Scripts without spaces write a sentence as one word.
  return words.length < FEWEST_WORDS_LEARNED && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]{4}/u.test(question)
    ? 'short'
    : undefined;
}
