import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { wordsOf } from './text.ts';

export const LANGUAGES = ['english', 'spanish', 'german', 'french', 'simple'] as const;

/** A text-search configuration of PostgreSQL; `simple` leaves words as they are. */
export type Language = (typeof LANGUAGES)[number];

/** How often each stem stands in a text. */
export type Counts = ReadonlyMap<string, number>;

/** Longer texts are cut for the index: far more than any section that is read, far less than what to_tsvector refuses. */
const LONGEST_TEXT = 200_000;

export interface TextOf {
  readonly language: Language;
  readonly text: string;
}

/**
 * Words as they are handed to PostgreSQL's stemmers, as one text. Of what people call a thing by (trade-words.ts) its lists of
 * words that say nothing have one, *down*: it goes in by another name.
 */
export function toStem(words: readonly string[]): string {
  return words.map((word) => (word === 'down' ? 'outage' : word)).join(' ');
}

/** Stems of each text, by the stemmer of its language, without its stop words. */
export async function stemsOf(tx: Tx, texts: readonly TextOf[]): Promise<readonly Counts[]> {
  const words = texts.map(({ text }) => toStem(wordsOf(text.slice(0, LONGEST_TEXT))));
  const rows = await tx.execute<{ stems: string }>(sql`
    select array_to_string(
      array(select lexeme || ' ' || cardinality(positions) from unnest(to_tsvector(given.language::regconfig, given.words))), ' '
    ) as stems
    from unnest(${sql.param(texts.map(({ language }) => language))}::text[], ${sql.param(words)}::text[])
      with ordinality as given (language, words, place)
    order by given.place`);
  return rows.map(({ stems }) => countsOf(stems));
}

function countsOf(stems: string): Counts {
  const counts = new Map<string, number>();
  const parts = stems === '' ? [] : stems.split(' ');
  for (let at = 0; at + 1 < parts.length; at += 2) counts.set(parts[at] ?? '', Number(parts[at + 1]));
  return counts;
}
