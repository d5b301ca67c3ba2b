import type { Language } from './stems.ts';

/**
 * Terms of the index are named by what they are of, so that one index holds them all and each is counted on its own: of
 * short texts (example questions, keywords) stems, words and n-grams; of passages stems, and the n-grams of their title
 * and heading.
 */
export const TERM_KINDS = ['short-stem', 'short-word', 'short-gram', 'passage-stem', 'passage-gram'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

export const PREFIXES: Readonly<Record<TermKind, string>> = {
  'short-stem': 's',
  'short-word': 'w',
  'short-gram': 'g',
  'passage-stem': 'p',
  'passage-gram': 'h',
};

export const STEMMERS: Readonly<Record<Language, string>> = {
  english: 'e',
  spanish: 's',
  german: 'g',
  french: 'f',
  simple: 'x',
};

/** Name of a term in the whole index; `space` is that of its collection. */
export function termOf(space: number, kind: TermKind, text: string): string {
  return `${space}${PREFIXES[kind]}${text}`;
}

/** What a stem is called: with its stemmer, as one language's stem is another's word. */
export function stemName(language: Language, stem: string): string {
  return `${STEMMERS[language]}${stem}`;
}
