import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { search } from '../../../../search/index.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { COLLECTION } from '../../library/index-policy.ts';
import { type PassageView, passageView } from '../../library/reading/passage-view.ts';
import { searchedText } from './question.ts';
import { type Quote, quoteFor } from './quote-for.ts';

/** A passage, and how it is quoted. */
export interface FoundPassage extends Quote {
  readonly view: PassageView;
  /** Beside the others of the same search. */
  readonly score: number;
  /** Questions and keywords of its policy that have something of what was asked, folded. */
  readonly questions: readonly string[];
}

export interface Found {
  readonly passages: readonly FoundPassage[];
  readonly confidence: number;
  /** Whether the first passage is good enough to be an answer; else they are only the nearest. */
  readonly answered: boolean;
}

/** Passages that the actor may see and that count now, best first: one search, one read. */
export async function findPassages(tx: Tx, ctx: Ctx, question: string, limit: number): Promise<Found> {
  const { hits, confidence, answered } = await search(tx, ctx, {
    collection: COLLECTION,
    query: searchedText(question),
    audience: readerKeys(ctx.actor),
    at: ctx.clock.now(),
    limit,
  });
  const hitOf = new Map(hits.map((hit) => [hit.passageId, hit]));
  const views = await passageView(
    tx,
    ctx,
    [...hitOf.keys()].flatMap((passageId) => passageId ?? []),
  );
  const passages = views.map((view) => {
    const { score = 0, questions = [] } = hitOf.get(view.passage.id) ?? {};
    return Object.assign(quoteFor(view.passage, question, view.policy.language), { view, score, questions });
  });
  return { passages, confidence, answered: answered && passages.length > 0 };
}
