import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { candidatesOf, CUT } from './candidates.ts';
import { type Hit, hitsOf, withPassages } from './hits.ts';
import { readQuery } from './query.ts';
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
  const documents = rank(signalsOf(query, candidates, WEIGHTS), WEIGHTS);
  const hits = await withPassages(tx, ctx, asked.collection, hitsOf(documents, asked.limit));
  const confidence = documents[0]?.confidence ?? 0;
  return { hits, confidence, answered: confidence >= 1 };
}
