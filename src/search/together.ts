import type { Candidate } from './candidates.ts';
import type { QuerySide } from './query.ts';

/** What all questions of one document hold of what is asked: of each term, the most that one of them does. */
export interface Together {
  /** Score of each term, in the order of the query's. */
  readonly best: Float64Array;
  readonly mass: number;
}

/** Gives each question the one of its document; passages none. */
export function togetherBy({ terms, mass }: QuerySide): (candidate: Candidate) => Together | undefined {
  const byDocument = new Map<string, Together>();
  return ({ kind, documentId, variant }) => {
    if (kind === 'passage') return undefined;
    const key = JSON.stringify([documentId, variant]);
    const together = byDocument.get(key) ?? { best: new Float64Array(terms.length), mass };
    byDocument.set(key, together);
    return together;
  };
}

/** About 1 for all that is asked, as every signal; it grows with every question that is scored. */
export function shareOf({ best, mass }: Together): number {
  let sum = 0;
  for (const score of best) sum += score;
  return sum / mass;
}
