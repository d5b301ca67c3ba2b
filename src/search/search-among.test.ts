import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestContext, testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aDocument, find, putInIndex } from '../../test/support/search-index.ts';
import { transaction } from '../core/context.ts';
import { searchAmong } from './index.ts';

let database: TestDatabase;
let ctx: TestContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.sql`truncate search_collections, search_units, search_terms`;
  ctx = testContext(database.db);
});
afterAll(() => database.close());

const refunds = aDocument('refunds', {
  passages: [{ passageId: 'p1', title: 'Refunds', heading: 'Opened goods', text: 'Money is returned within 14 days.' }],
  questions: [{ id: 'q1', text: 'When do I get my money back?' }],
});
const delivery = aDocument('delivery', {
  passages: [
    { passageId: 'd1', title: 'Delivery', heading: 'Late parcels', text: 'Parcels arrive within three days.' },
  ],
  questions: [{ id: 'q1', text: 'Where is my parcel?' }],
});

describe('a search among a few texts', () => {
  const among = (query: string, wanted: readonly string[], audience = ['everyone']) =>
    transaction(ctx, (tx) =>
      searchAmong(tx, ctx, {
        collection: 'policy',
        query,
        audience,
        among: wanted.map((documentId) => ({ documentId, variant: 'v1' })),
        limit: 5,
      }),
    );
  const ended = { variant: 'v1', validUntil: new Date(0) };

  test('finds what holds no longer, as surely as while it held, and nothing else', async () => {
    await putInIndex(ctx, { ...refunds, variant: 'v1' }, delivery);
    const before = await find(ctx, 'when do I get my money back');

    await putInIndex(ctx, { ...refunds, ...ended });
    const [normal, after] = [
      await find(ctx, 'when do I get my money back'),
      await among('when do I get my money back', ['refunds']),
    ];

    expect(normal.hits.map(({ documentId }) => documentId)).not.toContain('refunds');
    expect(after.hits[0]).toEqual(before.hits[0]);
    expect(after.confidence).toBe(before.confidence);
    expect((await among('where is my parcel', ['refunds'])).hits.map(({ documentId }) => documentId)).not.toContain(
      'delivery',
    );
  });

  test('finds nothing that the reader may not see, of another variant, or of nothing that is named', async () => {
    await putInIndex(ctx, { ...refunds, ...ended, audience: ['team:a'] }, { ...delivery, variant: 'v2' });

    expect((await among('opened goods money', ['refunds'])).hits).toEqual([]);
    expect((await among('opened goods money', ['refunds'], ['team:a'])).hits).not.toEqual([]);
    expect((await among('late parcels', ['delivery'])).hits).toEqual([]);
    expect((await among('late parcels', [])).hits).toEqual([]);
  });
});
