import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import type { Query, QueryTerm } from './query.ts';
import { inverseFrequency } from './rank.ts';
import type { TermKind } from './terms.ts';

/** A unit that the reader may find now, with what it is ranked by. */
export interface Candidate extends Record<string, unknown> {
  readonly id: string;
  readonly documentId: string;
  readonly variant: string;
  readonly kind: 'passage' | 'question' | 'keyword';
  readonly passageId: string | null;
  readonly language: string;
  readonly short: string;
  readonly stems: string;
  readonly length: number;
  readonly words: number;
  readonly grams: number;
}

/** How many entries of the index are read for the terms of each kind, rarest first: the bound of what a search costs. */
const MOST_ENTRIES: Readonly<Record<TermKind, number>> = {
  'short-stem': 1500,
  'short-word': 0,
  'short-gram': 1500,
  'passage-stem': 1500,
  'passage-gram': 500,
};

/** So many of each class, those that share the rarest terms, are ranked exactly. */
const MOST_RANKED = 300;

/** What of the index is worth ranking, for whoever holds one of the keys of `audience`. */
export async function candidatesOf(
  tx: Tx,
  query: Query,
  reader: { readonly audience: readonly string[]; readonly at: Date },
): Promise<readonly Candidate[]> {
  const terms = rarest(query);
  if (terms.length === 0) return [];
  const weights = terms.map((term) => inverseFrequency(query.totals, term));
  const { passageStems, passageCount } = query.totals;
  const meanLength = passageStems / Math.max(1, passageCount) || 1;
  return tx.execute<Candidate>(sql`
    select id, document_id as "documentId", variant, kind, passage_id as "passageId", language, short, stems, length, words,
      grams
    from floorwalker_search(${sql.param(terms.map(({ term }) => term))}::text[], ${sql.param(weights)}::float8[],
      ${sql.param([...reader.audience])}::text[], ${reader.at.toISOString()}::timestamptz, ${meanLength}::float8, ${MOST_RANKED})`);
}

function rarest({ terms }: Query): QueryTerm[] {
  const left = new Map<TermKind, number>();
  return terms
    .toSorted((one, other) => one.units - other.units)
    .filter(({ kind, units }) => {
      const room = left.get(kind) ?? MOST_ENTRIES[kind];
      left.set(kind, room - units);
      return room === MOST_ENTRIES[kind] ? room > 0 : room >= units;
    });
}
