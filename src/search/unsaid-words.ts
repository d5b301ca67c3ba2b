import { areAlike, isTypo } from './alike.ts';
import { isEveryday } from './everyday-words.ts';
import { isSmall } from './small-words.ts';
import { LANGUAGES } from './stems.ts';
import { isCommon } from './stop-words.ts';
import { foldedWords, typedWords } from './text.ts';
import { areOneThing } from './trade-words.ts';

/** A query that was pasted is read by how it begins. */
const MOST_WORDS = 40;
/** Shorter ones are articles, abbreviations and what is left of others. */
const SHORTEST = 3;
/** Scripts in which a sentence is one word. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Endings of forms, in any of the languages. A word in one form may be a typo of another's. */
const ENDINGS = ['s', 'es', 'e', 'n', 'en', 'd', 'ed', 'ing'];
/** Of what is left without one. */
const SHORTEST_WITHOUT = 5;

/**
 * Words of `query` that tell what is asked about and stand in none of `texts`: in no form, by no other name, and not with a
 * typo. As they were typed, each once, in order. Numbers never count: they are said in too many ways. Pure.
 */
export function unsaidWords(query: string, texts: readonly string[]): readonly string[] {
  const said = [...new Set(texts.flatMap(foldedWords))];
  const isSaid = (word: string): boolean => said.some((other) => isSame(word, other));
  const words = new Map(
    typedWords(query)
      .slice(0, MOST_WORDS)
      .toReversed()
      .map((word) => [word.toLowerCase(), word]),
  );
  return [...words.values()].toReversed().filter((word) => {
    const folded = foldedWords(word);
    return folded.some(isTelling) && !folded.some(isSaid);
  });
}

/** The same word, a form or a typo of it, or another name: of that no typo, as the names of one thing are written out. */
function isSame(one: string, other: string): boolean {
  if (areAlike(one, other) || areOneThing(one, other)) return true;
  const [ofOne, ofOther] = [withoutEndings(one), withoutEndings(other)];
  return ofOne.some((left) => isTypo(left, other)) || ofOther.some((left) => isTypo(one, left));
}

function withoutEndings(word: string): readonly string[] {
  return ENDINGS.filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST_WITHOUT).map(
    (ending) => word.slice(0, word.length - ending.length),
  );
}

function isTelling(word: string): boolean {
  if (Array.from(word).length < SHORTEST || /\p{N}/u.test(word) || WITHOUT_SPACES.test(word)) return false;
  return !isEveryday(word) && !isSmall(word) && !LANGUAGES.some((language) => isCommon(word, language));
}
