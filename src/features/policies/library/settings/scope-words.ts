import { clip } from '../../../../slack/mrkdwn.ts';

/** Of a product, channel, region or keyword: a name, not a sentence. */
const LONGEST_WORD = 60;
/** Of each, so that a form holds them all. */
const MOST_WORDS = 40;
export const LONGEST_SECTION = 100;

/** Pure: why these words are not kept, for whoever wrote them; undefined where nothing is wrong. */
export function whyNotWords(words: readonly string[]): string | undefined {
  const long = words.find((word) => Array.from(word).length > LONGEST_WORD);
  if (long !== undefined) return `“${clip(long, 30)}” is too long: each has at most ${LONGEST_WORD} characters.`;
  if (words.length > MOST_WORDS) return `These are ${words.length}; at most ${MOST_WORDS} are kept. Leave some out.`;
  return undefined;
}

export function whyNotSection(section: string): string | undefined {
  return Array.from(section).length > LONGEST_SECTION ? `At most ${LONGEST_SECTION} characters.` : undefined;
}
