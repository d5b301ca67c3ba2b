import { transaction } from '../../src/core/context.ts';
import { indexDocument, type IndexedDocument, type Search, search, type SearchResult } from '../../src/search/index.ts';
import type { TestContext } from './context.ts';

/** A document of the collection 'policy' that everyone may see, but for what is given. */
export function aDocument(documentId: string, given: Partial<IndexedDocument> = {}): IndexedDocument {
  return {
    collection: 'policy',
    documentId,
    language: 'english',
    audience: ['everyone'],
    passages: [],
    questions: [],
    keywords: [],
    ...given,
  };
}

export function putInIndex(ctx: TestContext, ...documents: readonly IndexedDocument[]): Promise<void> {
  return transaction(ctx, async (tx) => {
    for (const document of documents) await indexDocument(tx, ctx, document);
  });
}

export function find(ctx: TestContext, query: string, given: Partial<Search> = {}): Promise<SearchResult> {
  const asked = { collection: 'policy', query, audience: ['everyone'], at: ctx.clock.now(), limit: 5, ...given };
  return transaction(ctx, (tx) => search(tx, ctx, asked));
}
