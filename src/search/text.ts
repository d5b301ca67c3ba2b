/** Letters and digits in a row: what counts as a word in every language. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Longer ones are no words: keys, base64, long runs of one character. */
const LONGEST_WORD = 60;

/** Words in lower case, in order. PostgreSQL's parser is given these, as it takes "refund/return" for a file. */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return words.filter((word) => word.length <= LONGEST_WORD);
}

/** The same without accents, which people leave out when they type fast. */
export function foldedWords(text: string): string[] {
  return wordsOf(text.normalize('NFKD').replaceAll(/\p{M}/gu, ''));
}

/** Characters of the n-grams: three to five, as in data of short questions with typos (docs/search.md). */
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/**
 * N-grams of the text that these words make with one space around each, in order, each as often as it occurs. Of
 * neighbours they take in the space between, so that the order of words counts a little.
 */
export function gramsOf(words: readonly string[]): string[] {
  const text = ` ${words.join(' ')} `;
  const grams: string[] = [];
  if (words.length === 0) return grams;
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
    for (let from = 0; from + size <= text.length; from += 1) grams.push(text.slice(from, from + size));
  }
  return grams;
}
