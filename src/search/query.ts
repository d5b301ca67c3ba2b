import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import type { Language } from './stems.ts';
import { type KnownStem, stemsAlike } from './stems-alike.ts';
import { stemName, type TermKind, termOf } from './terms.ts';
import { foldedWords, gramsOf, wordsOf } from './text.ts';

/** A term of what is looked for. */
export interface QueryTerm {
  /** As it stands in a unit: a stem with its stemmer's letter, a folded word, an n-gram. */
  readonly text: string;
  /** Its name in the index. */
  readonly term: string;
  /** Units of its class that hold it; 0 where it is not known. */
  readonly units: number;
  /** Inverse document frequency. */
  readonly weight: number;
}

/** What is looked for, by kind of term: those that are known, rarest first. */
export interface Query {
  readonly totals: Totals;
  readonly kinds: Readonly<Record<TermKind, QuerySide>>;
}

export interface QuerySide {
  readonly terms: readonly QueryTerm[];
  /** Weights of all terms, known or not: what a unit would have to hold to be all that is asked. */
  readonly mass: number;
}

/** Longer texts are pasted mails: so much of them is read, and of that the rarest terms. */
const LONGEST_QUERY = 5000;
const MOST_TERMS: Readonly<Record<TermKind, number>> = {
  'short-stem': 40,
  'short-word': 40,
  'short-gram': 600,
  'passage-stem': 40,
  'passage-gram': 600,
};
/** Of the different words of a text so many are looked at, and n-grams are made of so many, from its beginning. */
const MOST_WORDS = 200;
const WORDS_OF_GRAMS = 24;

/** A word that is like the one that was typed counts for less than if it were the one. */
const ALIKE = 0.7;

interface CollectionRow extends Record<string, unknown>, Totals {
  readonly space: number;
  readonly stems: readonly string[];
}

interface Asked {
  readonly collection: string;
  readonly query: string;
  readonly languages?: readonly Language[] | undefined;
}

/** What is looked for in this collection, or undefined where there is nothing to look for or nothing to be found. */
export async function readQuery(tx: Tx, ctx: Ctx, asked: Asked): Promise<Query | undefined> {
  const text = asked.query.slice(0, LONGEST_QUERY);
  if (wordsOf(text).length === 0) return undefined;
  const row = await readCollection(tx, ctx, asked, text);
  if (!row) return undefined;
  const texts = textsOf(row, foldedWords(text));
  const names = KINDS.flatMap((kind) => texts[kind].map((each) => termOf(row.space, kind, each)));
  const units = await unitsWith(tx, ctx, asked.collection, names);
  const side = (kind: TermKind) => sideOf(kind, row, texts[kind], units);
  const stems = side('passage-stem');
  const unknown = texts['passage-stem'].filter((stem) => !units.has(termOf(row.space, 'passage-stem', stem)));
  const alike = await stemsAlike(tx, ctx, { collection: asked.collection, space: row.space, unknown });
  const weighed = (found: KnownStem) => ({
    ...found,
    term: termOf(row.space, 'passage-stem', found.text),
    weight: ALIKE * inverseFrequency(row.passageCount, found.units),
  });
  return {
    totals: row,
    kinds: {
      'short-stem': side('short-stem'),
      'short-word': side('short-word'),
      'short-gram': side('short-gram'),
      'passage-stem': { mass: stems.mass, terms: [...stems.terms, ...alike.map(weighed)].toSorted(byRarity) },
      'passage-gram': side('passage-gram'),
    },
  };
}

const KINDS = ['short-stem', 'short-word', 'short-gram', 'passage-stem', 'passage-gram'] as const;

/** The collection, and the stems of the text by each of its languages in one round trip. */
async function readCollection(tx: Tx, ctx: Ctx, asked: Asked, text: string): Promise<CollectionRow | undefined> {
  const only = sql`${sql.param(asked.languages ? [...asked.languages] : null)}::text[]`;
  const rows = await tx.execute<CollectionRow>(sql`
    select space, short_count as "shortCount", short_stems::float8 as "shortStems", short_words::float8 as "shortWords",
      short_grams::float8 as "shortGrams", passage_count as "passageCount", passage_stems::float8 as "passageStems",
      passage_grams::float8 as "passageGrams",
      array(
        select language || ' ' || lexeme
        from unnest(languages) as language, unnest(to_tsvector(language::regconfig, ${wordsOf(text).join(' ')}))
        where ${only} is null or language = any(${only})
      ) as stems
    from search_collections
    where workspace_id = ${ctx.workspaceId} and collection = ${asked.collection}`);
  return rows[0];
}

function textsOf({ stems }: CollectionRow, words: readonly string[]): Readonly<Record<TermKind, readonly string[]>> {
  const names = stems.map((stem) => {
    const [language, lexeme] = stem.split(' ');
    return stemName(language as Language, lexeme ?? '');
  });
  const grams = gramsOf(words.slice(0, WORDS_OF_GRAMS));
  return {
    'short-stem': names,
    'short-word': [...new Set(words)].slice(0, MOST_WORDS),
    'short-gram': grams,
    'passage-stem': names,
    'passage-gram': grams,
  };
}

async function unitsWith(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  terms: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ term: string; units: number }>(sql`
    select term, units from search_terms
    where workspace_id = ${ctx.workspaceId} and collection = ${collection} and term = any(${sql.param(terms)}::text[])`);
  return new Map(rows.map((row) => [row.term, row.units]));
}

function sideOf(
  kind: TermKind,
  row: CollectionRow,
  texts: readonly string[],
  units: ReadonlyMap<string, number>,
): QuerySide {
  const all = kind.startsWith('short') ? row.shortCount : row.passageCount;
  const terms = texts
    .map((text) => {
      const term = termOf(row.space, kind, text);
      const count = units.get(term) ?? 0;
      return { text, term, units: count, weight: inverseFrequency(all, count) };
    })
    // What nobody has written finds nothing, and must not take the place of what does.
    .toSorted((one, other) => Number(one.units === 0) - Number(other.units === 0) || byRarity(one, other))
    .slice(0, MOST_TERMS[kind]);
  return {
    terms: terms.filter((term) => term.units > 0),
    mass: terms.reduce((total, { weight }) => total + weight, 0),
  };
}

function byRarity(one: { readonly units: number }, other: { readonly units: number }): number {
  return one.units - other.units;
}

/** Robertson's inverse document frequency in the form that is never negative: ln(1 + (N - n + .5) / (n + .5)). */
export function inverseFrequency(all: number, units: number): number {
  return Math.log(1 + (all - units + 0.5) / (units + 0.5));
}
