import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { type Candidate, candidatesAmong, candidatesOf, CUT, type Variant } from './candidates.ts';
import { type Hit, hitsOf, withPassages } from './hits.ts';
import { type Query, readQuery } from './query.ts';
import { rank } from './rank.ts';
import { signalsOf } from './signals.ts';
import type { Language } from './stems.ts';
import { WEIGHTS } from './weights.ts';

export interface Search {
  readonly collection: string;
  readonly query: string;
  /** Stemmers to read the query by; all of the collection's where left out. */
  readonly languages?: readonly Language[];
  /** Keys that the reader holds. Whatever has none of them does not exist for this search. */
  readonly audience: readonly string[];
  readonly at: Date;
  readonly limit: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** How sure it is that the first hit answers: 1 where it is just enough. */
  readonly confidence: number;
  readonly answered: boolean;
}

const NOTHING: SearchResult = { hits: [], confidence: 0, answered: false };

/** Passages that may answer, best first. */
export async function search(tx: Tx, ctx: Ctx, asked: Search): Promise<SearchResult> {
  const query = await readQuery(tx, ctx, asked);
  if (!query) return NOTHING;
  const candidates = await candidatesOf(tx, query, asked, { weights: WEIGHTS, cut: CUT });
  return resultOf(tx, ctx, asked, { query, candidates });
}

export interface SearchAmong extends Omit<Search, 'at'> {
  /** These texts alone, whether or not they hold now; each is read, so there should be no more than some hundred. */
  readonly among: readonly Variant[];
}

/**
 * The same in a few texts that the caller names, such as those that hold no longer. Scores and confidence are those they had
 * among all others while they held: words weigh what they weigh in the whole collection.
 */
export async function searchAmong(tx: Tx, ctx: Ctx, asked: SearchAmong): Promise<SearchResult> {
  const query = await readQuery(tx, ctx, asked);
  if (!query) return NOTHING;
  const candidates = await candidatesAmong(tx, ctx, query, { ...asked, how: { weights: WEIGHTS, cut: CUT } });
  return resultOf(tx, ctx, asked, { query, candidates });
}

interface Read {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
}

async function resultOf(
  tx: Tx,
  ctx: Ctx,
  asked: Pick<Search, 'collection' | 'limit'>,
  { query, candidates }: Read,
): Promise<SearchResult> {
  const documents = rank(signalsOf(query, candidates, WEIGHTS), WEIGHTS);
  const hits = await withPassages(tx, ctx, asked.collection, hitsOf(query, documents, asked.limit));
  const confidence = documents[0]?.confidence ?? 0;
  return { hits, confidence, answered: confidence >= 1 };
}
