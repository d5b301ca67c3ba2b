import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import { type Language, LANGUAGES, toStem } from './stems.ts';
import { PREFIXES, STEMMERS, termOf, type TermKind } from './terms.ts';

/** How a word is asked for: as it was typed, in passing, or as another name for one that was typed. */
export type Role = 'typed' | 'everyday' | 'synonym';
/** A stem that is several of them is the first. */
const ROLES: readonly Role[] = ['typed', 'everyday', 'synonym'];

/** A text of a query, as it stands in a unit: of stems with their stemmer's letter. */
export interface AskedText {
  readonly text: string;
  readonly role: Role;
  /** The typed word that it is, or is another name for; empty where that has no other names. */
  readonly thing: string;
}

/** Words of one role; all of them one thing, where it has other names. */
export interface AskedWords {
  readonly words: readonly string[];
  readonly role: Role;
  readonly thing: string;
}

/** What a collection knows of a query. */
export interface Known {
  readonly totals: Totals;
  readonly space: number;
  /** Known or not. */
  readonly stems: readonly AskedText[];
  /** Units that hold it; 0 where none does. */
  readonly unitsWith: (kind: TermKind, text: string) => number;
}

interface Asked {
  readonly collection: string;
  readonly languages?: readonly Language[] | undefined;
  /** Words, which are stemmed by each of these languages that is one of the collection. */
  readonly words: readonly AskedWords[];
  readonly short: readonly string[];
  readonly grams: readonly string[];
}

interface Row extends Record<string, unknown>, Totals {
  readonly space: number;
  readonly stems: string;
  readonly known: string;
}

/** The collection, stems of the words, and how many units hold each term, in one round trip; undefined where it is not there. */
export async function knownTerms(tx: Tx, ctx: Ctx, asked: Asked): Promise<Known | undefined> {
  const { collection, languages = LANGUAGES, words, short, grams } = asked;
  const ofCollection = sql`workspace_id = ${ctx.workspaceId} and collection = ${collection}`;
  const named = [
    ...short.map((word) => PREFIXES['short-word'] + word),
    ...grams.flatMap((gram) => [PREFIXES['short-gram'] + gram, PREFIXES['passage-gram'] + gram]),
  ];
  const [row] = await tx.execute<Row>(sql`
    with its as (
      select * from search_collections where ${ofCollection}
    ), stem as (
      select stemmer.letter || lexeme as name, min(array[asked.role, asked.thing]) as asked
      from its
      cross join unnest(${sql.param([...languages])}::text[],
        ${sql.param(languages.map((language) => STEMMERS[language]))}::text[]) as stemmer (language, letter)
      cross join unnest(${sql.param(words.map((one) => toStem(one.words)))}::text[],
        ${sql.param(words.map(({ role }) => String(ROLES.indexOf(role))))}::text[],
        ${sql.param(words.map(({ thing }) => thing))}::text[]) as asked (words, role, thing)
      cross join lateral unnest(to_tsvector(stemmer.language::regconfig, asked.words))
      where stemmer.language = any(its.languages)
      group by 1
    ), known as (
      select term, units from search_terms
      where ${ofCollection} and term = any(array(
        select its.space || given.name from its cross join unnest(${sql.param(named)}::text[]) as given (name)
        union all
        select its.space || kind || stem.name from its cross join stem
          cross join unnest(${sql.param([PREFIXES['short-stem'], PREFIXES['passage-stem']])}::text[]) as kind))
    )
    select space, short_count as "shortCount", short_stems::float8 as "shortStems", short_words::float8 as "shortWords",
      short_grams::float8 as "shortGrams", passage_count as "passageCount", passage_stems::float8 as "passageStems",
      passage_grams::float8 as "passageGrams",
      coalesce((select json_object_agg(name, asked) from stem)::text, '{}') as stems,
      coalesce((select json_object_agg(term, units) from known)::text, '{}') as known
    from its`);
  if (!row) return undefined;
  const stems = Object.entries(JSON.parse(row.stems) as Record<string, [string, string]>);
  const units = new Map(Object.entries(JSON.parse(row.known) as Record<string, number>));
  return {
    totals: row,
    space: row.space,
    stems: stems.map(([text, [role, thing]]) => ({ text, role: ROLES[Number(role)] ?? 'typed', thing })),
    unitsWith: (kind, text) => units.get(termOf(row.space, kind, text)) ?? 0,
  };
}
