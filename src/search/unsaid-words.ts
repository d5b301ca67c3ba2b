import { areAlike } from './alike.ts';
import { isEveryday } from './everyday-words.ts';
import { isSmall } from './small-words.ts';
import { LANGUAGES } from './stems.ts';
import { isCommon } from './stop-words.ts';
import { foldedWords, wordsOf } from './text.ts';
import { synonymsOf } from './trade-words.ts';

/** A query that was pasted is read by how it begins. */
const MOST_WORDS = 40;
/** Shorter ones are articles, abbreviations and what is left of others. */
const SHORTEST = 3;
/** Scripts in which a sentence is one word. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Words of `query` that tell what is asked about and stand in none of `texts`: in no form, by no other name, and not with a
 * typo. As they were typed, but in lower case, each once, in order. Numbers never count: they are said in too many ways. Pure.
 */
export function unsaidWords(query: string, texts: readonly string[]): readonly string[] {
  const said = [...new Set(texts.flatMap(foldedWords))];
  const isSaid = (word: string): boolean =>
    [word, ...synonymsOf(word).flatMap(foldedWords)].some((one) => said.some((other) => areAlike(one, other)));
  return [...new Set(wordsOf(query))].slice(0, MOST_WORDS).filter((word) => {
    const folded = foldedWords(word);
    return folded.some(isTelling) && !folded.some(isSaid);
  });
}

function isTelling(word: string): boolean {
  if (Array.from(word).length < SHORTEST || /\p{N}/u.test(word) || WITHOUT_SPACES.test(word)) return false;
  return !isEveryday(word) && !isSmall(word) && !LANGUAGES.some((language) => isCommon(word, language));
}
