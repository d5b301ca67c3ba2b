import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { candidatesOf } from './candidates.ts';
import { readQuery } from './query.ts';
import { rank, type RankedDocument } from './rank.ts';
import type { Language } from './stems.ts';

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

export interface Hit {
  readonly documentId: string;
  readonly variant: string;
  /** The passage to show; null where the document was found as a whole and none of its passages stands out. */
  readonly passageId: string | null;
  readonly score: number;
  readonly via: 'passage' | 'question' | 'keyword';
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** How sure it is that the first hit answers; comparable between searches of one collection. */
  readonly confidence: number;
  readonly answered: boolean;
}

const NOTHING: SearchResult = { hits: [], confidence: 0, answered: false };

/** Passages that may answer, best first. */
export async function search(tx: Tx, ctx: Ctx, given: Search): Promise<SearchResult> {
  const query = await readQuery(tx, ctx, given);
  if (!query) return NOTHING;
  const documents = rank(query, await candidatesOf(tx, query, given));
  const hits = documents.slice(0, given.limit).map((document) => hitOf(document));
  return { hits, confidence: hits[0]?.score ?? 0, answered: hits.length > 0 };
}

function hitOf({ documentId, variant, score, best }: RankedDocument): Hit {
  const passageId = best.find(({ candidate }) => candidate.passageId !== null)?.candidate.passageId ?? null;
  return { documentId, variant, passageId, score, via: best[0]?.candidate.kind ?? 'passage' };
}
