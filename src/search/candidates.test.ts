import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aDocument, putInIndex } from '../../test/support/search-index.ts';
import { transaction } from '../core/context.ts';
import { candidatesOf, CUT } from './candidates.ts';
import { readQuery } from './query.ts';
import { WEIGHTS } from './weights.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Words in so many questions are too frequent for all of them to be read, or ranked. */
const FREQUENT = 700;

test('what holds two frequent words is among hundreds that hold one of them', async () => {
  const ctx = testContext(database.db);
  const questions = (text: string, count: number) => Array.from({ length: count }, (_, at) => ({ id: `${at}`, text }));
  for (const word of ['refund', 'parcel', 'voucher']) {
    for (let at = 0; at < 7; at += 1) {
      await putInIndex(ctx, aDocument(`${word} ${at}`, { questions: questions(word, FREQUENT / 7) }));
    }
  }
  await putInIndex(ctx, aDocument('both', { questions: questions('voucher for a parcel', 1) }));
  await putInIndex(ctx, aDocument('hidden', { audience: ['team:a'], questions: questions('parcel, voucher', 1) }));
  const byStems = { ...WEIGHTS, shortWords: 0, shortGrams: 0, passageStems: 0, passageGrams: 0 };

  const candidates = await transaction(ctx, async (tx) => {
    const query = await readQuery(tx, ctx, { collection: 'policy', query: 'refund parcel voucher' });
    if (!query) return [];
    const reader = { audience: ['everyone'], at: ctx.clock.now() };
    return candidatesOf(tx, query, reader, { weights: byStems, cut: CUT });
  });

  const found = candidates.map(({ documentId }) => documentId);
  expect(found).toHaveLength(CUT.shortRanked);
  expect(found).toContain('both');
  expect(found).not.toContain('hidden');
});
