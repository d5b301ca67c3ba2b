import { foldedWords } from './text.ts';
import type { Language } from './stems.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Where in `text` the words of `query` stand, as offsets of UTF-16 units, so that they can be made bold. Pure: a word
 * matches by its beginning as far as word forms differ at their ends, and despite one typo in longer words.
 */
export function matchedWords(text: string, query: string, language: Language): readonly Span[] {
  void language;
  const wanted = foldedWords(query).filter((word) => word.length > 2);
  return [...text.matchAll(WORD)]
    .filter(([word]) => foldedWords(word).some((folded) => wanted.some((other) => areForms(folded, other))))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

function areForms(one: string, other: string): boolean {
  const least = Math.max(3, Math.ceil(Math.max(one.length, other.length) * 0.65));
  return one === other || one.slice(0, least) === other.slice(0, least);
}
