import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import type { Query } from './query.ts';
import type { TermKind } from './terms.ts';
import type { Weights } from './weights.ts';

/** A unit that the reader may find now, with what it is ranked by. */
export interface Candidate extends Record<string, unknown> {
  /** Of the row, a bigint. */
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

/** What a search may cost. */
export interface Cut {
  /** Entries of the index that are read for the terms of each kind, rarest first. */
  readonly entries: Readonly<Record<TermKind, number>>;
  /** So many short units, and so many passages, are ranked exactly: those that hold most by the rarest terms. */
  readonly shortRanked: number;
  readonly passagesRanked: number;
}

/** In all 5,000 entries; measured in docs/search.md. */
export const CUT: Cut = {
  entries: { 'short-stem': 800, 'short-word': 400, 'short-gram': 1600, 'passage-stem': 1600, 'passage-gram': 600 },
  shortRanked: 250,
  passagesRanked: 100,
};

/** Whoever searches: the keys they hold, and when. */
export interface Reader {
  readonly audience: readonly string[];
  readonly at: Date;
}

/** What of the index is worth ranking. What the reader may not see is left out before anything is counted or cut. */
export async function candidatesOf(
  tx: Tx,
  query: Query,
  reader: Reader,
  { weights, cut }: { readonly weights: Weights; readonly cut: Cut },
): Promise<readonly Candidate[]> {
  const terms = [
    ...rarest(query, 'short-stem', cut, weights.shortStems),
    ...rarest(query, 'short-word', cut, weights.shortWords),
    ...rarest(query, 'short-gram', cut, weights.shortGrams),
    ...rarest(query, 'passage-stem', cut, weights.passageStems),
    ...rarest(query, 'passage-gram', cut, weights.passageGrams),
  ];
  if (terms.length === 0) return [];
  const { passageStems, passageCount } = query.totals;
  return tx.execute<Candidate>(sql`
    select id, document_id as "documentId", variant, kind, passage_id as "passageId", language, short, stems, length, words,
      grams
    from floorwalker_search(
      ${sql.param(terms.map(({ term }) => term))}::text[], ${sql.param(terms.map(({ share }) => share))}::float8[],
      ${sql.param([...reader.audience])}::text[], ${reader.at.toISOString()}::timestamptz,
      ${passageStems / passageCount || 1}::float8, ${cut.shortRanked},
      ${cut.passagesRanked})`);
}

/** The rarest terms whose entries together are few enough (one at least), with the share each has in what is asked. */
function rarest(
  query: Query,
  kind: TermKind,
  cut: Cut,
  weight: number,
): { readonly term: string; readonly share: number }[] {
  const { terms, mass } = query.kinds[kind];
  let entries = 0;
  const chosen = terms.filter(({ units }, at) => {
    entries += units;
    return at === 0 || entries <= cut.entries[kind];
  });
  return weight === 0 ? [] : chosen.map((term) => ({ term: term.term, share: (weight * term.weight) / mass }));
}
