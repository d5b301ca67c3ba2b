import { type Ctx, transaction } from '../../src/core/context.ts';
import { indexDocument, search } from '../../src/search/index.ts';
import type { Answer } from './measure.ts';
import type { BenchDocument, BenchSet } from './sets.ts';

export const EVERYONE = ['everyone'];

/** Indexes a set in a collection of its name; milliseconds it took. */
export async function indexSet(ctx: Ctx, set: BenchSet): Promise<number> {
  const began = performance.now();
  for (const document of set.documents) {
    await transaction(ctx, (tx) => indexDocument(tx, ctx, indexed(set.name, document)));
  }
  return performance.now() - began;
}

function indexed(collection: string, { id, language, questions, keywords, passages }: BenchDocument) {
  return {
    collection,
    documentId: id,
    language,
    audience: EVERYONE,
    passages: passages.map((passage, place) => ({ passageId: `${id}#${place}`, ...passage })),
    questions: questions.map((text, place) => ({ id: `${id}#${place}`, text })),
    keywords,
  };
}

/** The product's search, as people call it, with its transaction. */
export async function ask(ctx: Ctx, collection: string, query: string, limit: number): Promise<Answer> {
  const began = performance.now();
  const { hits, confidence } = await transaction(ctx, (tx) =>
    search(tx, ctx, { collection, query, audience: EVERYONE, at: ctx.clock.now(), limit }),
  );
  return {
    documents: hits.map(({ documentId }) => documentId),
    confidence,
    milliseconds: performance.now() - began,
  };
}
