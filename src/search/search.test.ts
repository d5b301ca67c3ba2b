import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { testContext } from '../../test/support/context.ts';
import { indexDocument, removeDocument, search } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('finds a passage by other forms of its words and an example question in spite of a typo', async () => {
  const ctx = testContext(database.db);
  await transaction(ctx, (tx) =>
    indexDocument(tx, ctx, {
      collection: 'policy',
      documentId: 'refunds',
      language: 'english',
      audience: ['everyone'],
      passages: [
        { passageId: 'p1', title: 'Refunds', heading: 'How long it takes', text: 'Money is returned within 14 days.' },
      ],
      questions: [{ id: 'q1', text: 'When do I get my money back?' }],
      keywords: ['reimbursement'],
    }),
  );

  const find = (query: string) =>
    transaction(ctx, (tx) =>
      search(tx, ctx, { collection: 'policy', query, audience: ['everyone'], at: ctx.clock.now(), limit: 5 }),
    );

  expect(await find('returning refund')).toMatchObject({ hits: [{ documentId: 'refunds', passageId: 'p1' }] });
  expect(await find('mony bakc')).toMatchObject({ hits: [{ documentId: 'refunds' }] });
  expect(await find('reimbursment')).toMatchObject({ hits: [{ via: 'keyword' }] });

  await transaction(ctx, (tx) => removeDocument(tx, ctx, { collection: 'policy', documentId: 'refunds' }));
  expect((await find('refund')).hits).toEqual([]);
  expect(await database.sql`select * from search_terms`).toHaveLength(0);
});
