import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awkwardTexts } from '../../test/support/awkward-texts.ts';
import { type TestContext, testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aDocument, putInIndex } from '../../test/support/search-index.ts';
import { transaction } from '../core/context.ts';
import { codeOf } from '../db/errors.ts';
import { matchedWords, search, type SearchResult } from './index.ts';

const texts = awkwardTexts();
/** A quarter of what the app grants a statement (db/connection.ts): time enough on a busy machine, and far from its time-out. */
const GRANTED_MS = 1_000;
const CANCELLED = '57014';

let database: TestDatabase;
let ctx: TestContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = testContext(database.db);
});
afterAll(() => database.close());

test.skipIf(texts.length === 0)(
  'awkward texts can be indexed, asked and shown, each in a quarter of the time that a statement is granted',
  async () => {
    for (const [at, text] of texts.entries()) {
      const passages = [{ passageId: `${at}`, title: text, heading: text, text }];
      await putInIndex(ctx, aDocument(`${at}`, { passages, questions: [{ id: '0', text }], keywords: [text] }));
    }

    const found: number[] = [];
    const tooSlow: string[] = [];
    for (const text of texts) {
      const hits = await findInTime(text);
      if (!hits) tooSlow.push(text);
      else found.push(hits.length);
      for (const { documentId } of hits ?? []) matchedWords(texts[Number(documentId)] ?? '', text, 'english');
    }

    console.log(`${texts.length} awkward texts: ${found.filter(Boolean).length} found, ${tooSlow.length} time-outs`);
    expect(texts.length).toBeGreaterThan(500);
    expect(tooSlow).toEqual([]);
  },
  90_000,
);

/** Undefined where PostgreSQL gave up. */
async function findInTime(query: string): Promise<SearchResult['hits'] | undefined> {
  const asked = { collection: 'policy', query, audience: ['everyone'], at: ctx.clock.now(), limit: 5 };
  try {
    return await transaction(ctx, async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(GRANTED_MS)}, true)`);
      return (await search(tx, ctx, asked)).hits;
    });
  } catch (error) {
    if (codeOf(error) === CANCELLED) return undefined;
    throw error;
  }
}
