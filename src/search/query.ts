import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import type { Language } from './stems.ts';
import { stemName, type TermKind, termOf } from './terms.ts';
import { foldedWords, gramsOf, wordsOf } from './text.ts';

/** A term of what is looked for, with the number of units of its class that hold it. */
export interface QueryTerm {
  readonly kind: TermKind;
  /** As it stands in a unit: a stem with its stemmer's letter, a folded word, an n-gram. */
  readonly text: string;
  readonly term: string;
  readonly units: number;
}

export interface Query {
  readonly totals: Totals;
  readonly terms: readonly QueryTerm[];
}

/** Longer texts are pasted mails; what they are about stands in their beginning, and their rarest words are looked for. */
const LONGEST_QUERY = 5000;
const MOST_WORDS = 40;

interface CollectionRow extends Record<string, unknown> {
  readonly space: number;
  readonly languages: readonly Language[];
  readonly stems: readonly string[];
}

/** What is looked for in this collection, or undefined where there is nothing to look for or nothing to be found. */
export async function readQuery(
  tx: Tx,
  ctx: Ctx,
  given: { readonly collection: string; readonly query: string; readonly languages?: readonly Language[] | undefined },
): Promise<Query | undefined> {
  const text = given.query.slice(0, LONGEST_QUERY);
  const words = [...new Set(wordsOf(text))];
  if (words.length === 0) return undefined;
  const [row] = await tx.execute<CollectionRow & Totals>(sql`
    select space, languages, short_count as "shortCount", short_stems::float8 as "shortStems",
      short_words::float8 as "shortWords", short_grams::float8 as "shortGrams", passage_count as "passageCount",
      passage_stems::float8 as "passageStems", passage_grams::float8 as "passageGrams",
      array(
        select language || ' ' || lexeme
        from unnest(languages) as language, unnest(to_tsvector(language::regconfig, ${words.join(' ')}))
        where ${sql.param(given.languages ?? null)}::text[] is null
          or language = any(${sql.param(given.languages ?? null)}::text[])
      ) as stems
    from search_collections
    where workspace_id = ${ctx.workspaceId} and collection = ${given.collection}`);
  if (!row) return undefined;
  const terms = await countTerms(tx, ctx, given.collection, namedTerms(row, foldedWords(text)));
  return { totals: row, terms };
}

function namedTerms({ space, stems }: CollectionRow, words: readonly string[]): Omit<QueryTerm, 'units'>[] {
  const names = stems.map((stem) => {
    const [language, lexeme] = stem.split(' ');
    return stemName(language as Language, lexeme ?? '');
  });
  const grams = gramsOf(words.slice(0, MOST_WORDS));
  const of = (kind: TermKind, texts: readonly string[]) =>
    [...new Set(texts)].map((text) => ({ kind, text, term: termOf(space, kind, text) }));
  return [
    ...of('short-stem', names),
    ...of('passage-stem', names),
    ...of('short-word', words),
    ...of('short-gram', grams),
    ...of('passage-gram', grams),
  ];
}

async function countTerms(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  terms: readonly Omit<QueryTerm, 'units'>[],
): Promise<QueryTerm[]> {
  const rows = await tx.execute<{ term: string; units: number }>(sql`
    select term, units from search_terms
    where workspace_id = ${ctx.workspaceId} and collection = ${collection}
      and term = any(${sql.param(terms.map(({ term }) => term))}::text[])`);
  const units = new Map(rows.map((row) => [row.term, row.units]));
  return terms.flatMap((term) => {
    const count = units.get(term.term);
    return count === undefined ? [] : [{ ...term, units: count }];
  });
}
