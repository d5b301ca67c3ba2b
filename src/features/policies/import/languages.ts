import type { Language } from '../library/tables.ts';

const WORDS: Readonly<Record<Exclude<Language, 'simple'>, readonly string[]>> = {
  english: ['english', 'en', 'eng'],
  spanish: ['spanish', 'es', 'spa', 'español', 'espanol'],
  german: ['german', 'de', 'deu', 'ger', 'deutsch'],
  french: ['french', 'fr', 'fra', 'fre', 'français', 'francais'],
};

/** The stems for a language as files name it; `simple` for one whose stems are not known; undefined for what is none. */
export function languageCalled(written: string): Language | undefined {
  const [word = ''] = written.toLowerCase().split(/[-_]/);
  for (const [language, words] of Object.entries(WORDS)) {
    // Safe: the keys of a record are what its type says.
    if (words.includes(word)) return language as Language;
  }
  return word === 'simple' || /^[a-z]{2,3}$/.test(word) ? 'simple' : undefined;
}
