import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestContext, testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aDocument, find, putInIndex } from '../../test/support/search-index.ts';
import { transaction } from '../core/context.ts';
import { type Language, removeDocument } from './index.ts';

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
  passages: [
    { passageId: 'p1', title: 'Refunds', heading: 'How long it takes', text: 'Money is returned within 14 days.' },
    {
      passageId: 'p2',
      title: 'Refunds',
      heading: 'Opened goods',
      text: 'Mattresses may be tried at home for 100 nights.',
    },
  ],
  questions: [
    { id: 'q1', text: 'When do I get my money back?' },
    { id: 'q2', text: 'Is a used bed taken back?', passageId: 'p2' },
  ],
  keywords: ['reimbursement'],
});
const delivery = aDocument('delivery', {
  passages: [
    { passageId: 'd1', title: 'Delivery', heading: 'Late parcels', text: 'Parcels arrive within three days.' },
  ],
  questions: [{ id: 'q1', text: 'Where is my parcel?' }],
});

describe('a search', () => {
  test.each([
    ['other forms of a word', 'returning moneys', 'refunds', 'p1'],
    ['a typo in an example question', 'wher is my parcell', 'delivery', 'd1'],
    ['a typo in a heading', 'latee parcles', 'delivery', 'd1'],
    ['a keyword with a typo', 'reimbursment', 'refunds', 'p1'],
    ['the passage that a question points to', 'used bed', 'refunds', 'p2'],
    ['a typo in a word of the text', 'matress nigths', 'refunds', 'p2'],
    ['words of the text alone', 'mattress nights', 'refunds', 'p2'],
    ['one known word among many that are unknown', 'blorp zzyzx mattress quux frobnicate', 'refunds', 'p2'],
  ])('finds %s', async (_, query, documentId, passageId) => {
    await putInIndex(ctx, refunds, delivery);

    const { hits } = await find(ctx, query);

    expect(hits[0]).toMatchObject({ documentId, passageId });
  });

  test.each(['the system is down', 'outage of the system', 'it is down'])(
    'finds what is down, which is a word of grammar to PostgreSQL: %j',
    async (query) => {
      const outage = {
        passageId: 'o1',
        title: 'Whom to call when something is down',
        heading: 'First',
        text: 'Web on call.',
      };
      await putInIndex(
        ctx,
        refunds,
        delivery,
        aDocument('outage', { passages: [outage], questions: [], keywords: [] }),
      );

      expect((await find(ctx, query)).hits[0]).toMatchObject({ documentId: 'outage' });
    },
  );

  test.each([
    ['only its title says so, or a question', 'warranty', 'w1'],
    ['a later passage has nothing but the title', 'warranty and the guarantee', 'w1'],
    ['a later passage says it itself', 'warranty, stain', 'w2'],
  ])('shows a document once, and from its beginning unless a passage is nearer: %s', async (_, query, passageId) => {
    const of = (id: string, heading: string, text: string) => ({ passageId: id, title: 'Warranty', heading, text });
    const passages = [
      of('w1', '', `It is two years from delivery, by law, for all that was sold new. ${'As is known. '.repeat(20)}`),
      of('w2', 'The second year', 'Not a stain.'),
    ];
    const questions = [{ id: 'q', text: 'Is it under warranty?' }];
    await putInIndex(ctx, refunds, delivery, aDocument('warranty', { passages, questions, keywords: [] }));

    const { hits } = await find(ctx, query);

    expect(hits[0]).toMatchObject({ documentId: 'warranty', passageId });
    expect(new Set(hits.map((hit) => hit.passageId)).size).toBe(hits.length);
  });

  test('is by what is asked about, whatever words of talk it is put in', async () => {
    const passages = [{ passageId: 'u', title: 'Upset customers', heading: 'They want your boss', text: 'Say yes.' }];
    const questions = [{ id: 'q', text: 'The customer wants to speak to a manager' }];
    const returns = aDocument('returns', { keywords: ['send back'] });
    await putInIndex(ctx, aDocument('upset', { passages, questions }), returns, refunds, delivery);

    const { hits } = await find(ctx, 'hello, the customer wants to send back a sofa');

    expect(hits[0]?.documentId).toBe('returns');
  });

  test.each([
    ['other names of the thing', 'who repays my package', 'is the warranty over'],
    ['other names of it in another language', 'Paket', 'Wie ist das mit der Garantie'],
    ['a typo in any letter but the first', 'parcle', 'is there a garantee on it'],
  ])('finds %s, in questions and in text', async (_, ofText, ofQuestion) => {
    const warranty = aDocument('warranty', { keywords: ['guarantee'] });
    await putInIndex(ctx, refunds, { ...delivery, questions: [] }, warranty);

    const byText = await find(ctx, ofText);
    const byQuestion = await find(ctx, ofQuestion);

    expect([byText, byQuestion].map(({ hits }) => hits[0]?.documentId)).toEqual(['delivery', 'warranty']);
  });

  test('prefers a document of which several questions hold together what is asked', async () => {
    const of = (id: string, ...texts: string[]) =>
      aDocument(id, { questions: texts.map((text, at) => ({ id: `${at}`, text })) });
    await putInIndex(ctx, of('a', 'lamp', 'lamp'), of('b', 'sofa', 'sofa'), of('c', 'lamp', 'sofa'));

    const { hits } = await find(ctx, 'lamp sofa');

    expect(hits[0]?.documentId).toBe('c');
  });

  test('finds nothing by those who are mentioned', async () => {
    const passages = [{ passageId: 'h', title: 'Channel', heading: 'U0LEO', text: 'Everyone here, in this channel.' }];
    await putInIndex(ctx, aDocument('here', { passages }));

    const { hits, answered } = await find(ctx, '@here <!channel> <@U0LEO> <#C0CARE|care>');

    expect({ hits, answered }).toEqual({ hits: [], answered: false });
  });

  test('is sure of an example question word for word, and not of what nobody has written about', async () => {
    await putInIndex(ctx, refunds, delivery);

    const known = await find(ctx, 'Where is my parcel?');
    const unknown = await find(ctx, 'Do you sell gift vouchers for zoo visits?');

    expect(known).toMatchObject({ answered: true });
    expect(unknown).toMatchObject({ answered: false });
    expect(known.confidence).toBeGreaterThan(unknown.confidence);
  });

  test('is as sure of a sentence where other documents are in other languages', async () => {
    const german = aDocument('widerruf', {
      language: 'german',
      passages: [{ passageId: 'w', title: 'Widerruf', heading: '', text: 'Der Widerruf braucht keine Form.' }],
    });
    const plain = { ...delivery, questions: [] };
    await putInIndex(ctx, refunds, plain);
    const alone = await find(ctx, 'the parcels arrive too late for us');

    await putInIndex(ctx, german);
    const among = await find(ctx, 'the parcels arrive too late for us');

    expect(alone.confidence).toBeGreaterThan(1);
    expect(among.confidence / alone.confidence).toBeGreaterThan(0.9);
  });

  test('is surer of what passages and questions say than of either', async () => {
    const confidenceOf = async (...documents: Parameters<typeof putInIndex>[1][]) => {
      await database.sql`truncate search_collections, search_units, search_terms`;
      await putInIndex(ctx, refunds, ...documents);
      return (await find(ctx, 'my parcel is late')).confidence;
    };

    const byBoth = await confidenceOf(delivery);

    expect(byBoth).toBeGreaterThan(await confidenceOf({ ...delivery, questions: [] }));
    expect(byBoth).toBeGreaterThan(await confidenceOf({ ...delivery, passages: [] }));
  });

  test('shows a passage once, and two of a document before those of others only if they fit better', async () => {
    await putInIndex(ctx, refunds, delivery);

    const { hits } = await find(ctx, 'refunds: money returned, opened mattresses, parcels');

    const shown = hits.map(({ passageId }) => passageId);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toHaveLength(3);
  });

  test.each(['', '   ', '?!…', '💥', "'", '\\', '\0', ' & | ! <-> ', 'a'.repeat(5000)])(
    'finds nothing for %j, and fails at nothing',
    async (query) => {
      await putInIndex(ctx, refunds);

      const { hits, answered } = await find(ctx, query);

      expect({ hits: hits.length, answered }).toEqual({ hits: 0, answered: false });
    },
  );

  test('finds nothing where nothing was ever written, and nothing in another collection', async () => {
    await putInIndex(ctx, refunds);

    expect((await find(ctx, 'refunds', { collection: 'precedent' })).hits).toEqual([]);
  });

  test('reads the mail of a customer as it is pasted', async () => {
    await putInIndex(ctx, refunds, delivery);
    const mail = `Hello, ${'I am writing to you again because nobody has answered my letters so far. '.repeat(60)} My parcel!`;

    const { hits } = await find(ctx, mail);

    expect(hits[0]).toMatchObject({ documentId: 'delivery' });
  });
});

test.each<[Language, string, string]>([
  ['english', 'Cancellations are accepted until noon', 'cancelled'],
  ['german', 'Erstattungen erfolgen innerhalb von zwei Wochen', 'erstattet'],
  ['spanish', 'Las devoluciones se aceptan durante treinta días', 'devolución'],
  ['french', 'Les remboursements sont effectués sous dix jours', 'remboursement'],
  ['simple', 'Vrácení peněz trvá deset dní', 'peněz'],
])('finds the text of a document in %s by another form of its word', async (language, text, query) => {
  const passages = [{ passageId: 'p', title: '§ 4', heading: '', text }];
  await putInIndex(ctx, aDocument('one', { language, passages }), delivery);

  const { hits } = await find(ctx, query);

  expect(hits[0]).toMatchObject({ documentId: 'one', passageId: 'p' });
});

describe('who may see what, and when', () => {
  test('is decided before anything is cut: hundreds of better ones that are hidden push nobody out', async () => {
    const hidden = Array.from({ length: 400 }, (_, at) => ({ id: `${at}`, text: `refund of a mattress, case ${at}` }));
    await putInIndex(ctx, aDocument('secret', { audience: ['team:other'], questions: hidden }), refunds);

    const { hits } = await find(ctx, 'refund of a mattress');

    expect(new Set(hits.map(({ documentId }) => documentId))).toEqual(new Set(['refunds']));
  });

  test('is no matter of rare words: where they stand only in what is hidden, the common ones are read', async () => {
    const hidden = Array.from({ length: 1_000 }, (_, at) => ({ id: `${at}`, text: 'refund' }));
    const rare = { id: 'rare', text: 'zebra' };
    await putInIndex(ctx, aDocument('secret', { audience: ['team:other'], questions: [...hidden, rare] }));
    await putInIndex(ctx, aDocument('mine', { questions: [{ id: 'q', text: 'refund' }] }));

    const { hits } = await find(ctx, 'zebra refund');

    expect(hits).toMatchObject([{ documentId: 'mine' }]);
  });

  test('is by any key that the reader holds', async () => {
    await putInIndex(ctx, { ...refunds, audience: ['team:a', 'role:lead'] });
    const as = async (...audience: string[]) => (await find(ctx, 'mattress', { audience })).hits.length;

    expect(await as('role:lead', 'team:z')).toBeGreaterThan(0);
    expect(await as('team:z')).toBe(0);
    expect(await as()).toBe(0);
  });

  test('goes by the instant: from when it holds, and no longer at the end', async () => {
    const [from, until] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')];
    await putInIndex(ctx, { ...refunds, validFrom: from, validUntil: until });
    const at = async (instant: Date) => (await find(ctx, 'mattress', { at: instant })).hits.length > 0;

    expect(await at(new Date(from.getTime() - 1))).toBe(false);
    expect(await at(from)).toBe(true);
    expect(await at(new Date(until.getTime() - 1))).toBe(true);
    expect(await at(until)).toBe(false);
  });

  test('leaves two variants of a document apart', async () => {
    const change = new Date('2026-04-01T00:00:00Z');
    await putInIndex(
      ctx,
      { ...refunds, variant: 'r1', validUntil: change },
      { ...refunds, variant: 'r2', validFrom: change },
    );
    const variantAt = async (at: Date) => (await find(ctx, 'mattress', { at })).hits[0]?.variant;

    expect(await variantAt(new Date('2026-03-31T00:00:00Z'))).toBe('r1');
    expect(await variantAt(change)).toBe('r2');
    await transaction(ctx, (tx) =>
      removeDocument(tx, ctx, { collection: 'policy', documentId: 'refunds', variant: 'r1' }),
    );
    expect(await variantAt(new Date('2026-03-31T00:00:00Z'))).toBeUndefined();
    expect(await variantAt(change)).toBe('r2');
  });

  test('ends at the workspace', async () => {
    await putInIndex(testContext(database.db, { workspaceId: 'T0OTHER' }), refunds);

    expect((await find(ctx, 'mattress')).hits).toEqual([]);
  });
});
