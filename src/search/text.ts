/** Letters and digits in a row: what counts as a word in every language. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Longer ones are no words: keys, base64, long runs of one character. */
const LONGEST_WORD = 60;

/** Words in lower case, in order. PostgreSQL's parser is given these, as it takes "refund/return" for a file. */
export function wordsOf(text: string): string[] {
  return typedWords(text.toLowerCase());
}

/** The same as they were typed, with their capitals. */
export function typedWords(text: string): string[] {
  const words = text.normalize('NFKC').match(WORD) ?? [];
  return words.filter((word) => word.length <= LONGEST_WORD);
}

/** The same without accents, which people leave out when they type fast. */
export function foldedWords(text: string): string[] {
  return wordsOf(text.normalize('NFKD').replaceAll(/\p{M}/gu, ''));
}

/** Characters of the n-grams: three to five, as in data of short questions with typos (docs/search.md). */
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/** N-grams of these words, each once. */
export function gramsOf(words: readonly string[]): string[] {
  const grams = new Set<string>();
  eachGram(words.join(' '), (gram) => grams.add(gram));
  return [...grams];
}

/**
 * Tells of each n-gram of folded words with one space between, before and after them, as often as it occurs. Those that
 * reach over a space make neighbours count a little.
 */
export function eachGram(words: string, found: (gram: string) => void): void {
  if (words === '') return;
  const text = ` ${words} `;
  for (let from = 0; from + SHORTEST_GRAM <= text.length; from += 1) {
    if (isSecondHalf(text, from)) continue;
    for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM && from + size <= text.length; size += 1) {
      if (!isSecondHalf(text, from + size)) found(text.slice(from, from + size));
    }
  }
}

/** Characters outside the first plane are two units, which PostgreSQL does not take apart. */
function isSecondHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** How many n-grams `eachGram` tells of. */
export function countGrams(words: string): number {
  let count = 0;
  eachGram(words, () => (count += 1));
  return count;
}
