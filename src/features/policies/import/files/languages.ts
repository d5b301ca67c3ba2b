import type { Language } from '../../library/tables.ts';

/** The code first: it is what an export writes. */
const WORDS: Readonly<Record<Exclude<Language, 'simple'>, readonly string[]>> = {
  english: ['en', 'english', 'eng'],
  spanish: ['es', 'spanish', 'spa', 'español', 'espanol'],
  german: ['de', 'german', 'deu', 'ger', 'deutsch'],
  french: ['fr', 'french', 'fra', 'fre', 'français', 'francais'],
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

/** `en`, as files name it. */
export function codeOf(language: Language): string {
  return language === 'simple' ? language : (WORDS[language][0] ?? language);
}
