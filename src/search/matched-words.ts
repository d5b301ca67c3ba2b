import { areAlike } from './alike.ts';
import type { Language } from './stems.ts';
import { isCommon } from './stop-words.ts';
import { foldedWords } from './text.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A query that was pasted is not looked for word by word. */
const MOST_WORDS = 60;
/** Shorter ones are made bold as they are, not in other forms. */
const SHORTEST_WITH_FORMS = 4;

/**
 * Where in `text` words of `query` stand, also in other forms and despite a typo, as offsets of UTF-16 units in order, so
 * that they can be made bold. The language only says which words are too common to be made bold. Pure.
 */
export function matchedWords(text: string, query: string, language: Language): readonly Span[] {
  const asked = [...new Set(foldedWords(query))].filter((word) => !isCommon(word, language)).slice(0, MOST_WORDS);
  const known = new Map<string, boolean>();
  const isAsked = (word: string): boolean => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = asked.some(
      (other) => other === word || (word.length >= SHORTEST_WITH_FORMS && areAlike(word, other)),
    );
    known.set(word, found);
    return found;
  };
  return [...text.matchAll(WORD)]
    .filter(([word]) => foldedWords(word).some((folded) => !isCommon(folded, language) && isAsked(folded)))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
}
