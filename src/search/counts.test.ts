import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { aDocument, find, putInIndex } from '../../test/support/search-index.ts';
import { transaction } from '../core/context.ts';
import { indexDocument, type IndexedDocument, removeDocument, replaceDocuments } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const AUDIENCES = ['everyone', 'team:a', 'team:b'];
const sentence = fc
  .array(fc.constantFrom('refund', 'refunds', 'parcel', 'late', 'the', 'Größe', 'money', 'x', '💥', 'a&b'), {
    maxLength: 6,
  })
  .map((words) => words.join(' '));
const document: fc.Arbitrary<IndexedDocument> = fc
  .record({
    documentId: fc.constantFrom('one', 'two', 'three'),
    audience: fc.subarray(AUDIENCES),
    language: fc.constantFrom('english', 'german', 'simple'),
    texts: fc.array(sentence, { maxLength: 3 }),
    questions: fc.array(sentence, { maxLength: 4 }),
    keywords: fc.array(sentence, { maxLength: 2 }),
  })
  .map(({ documentId, texts, questions, ...rest }) =>
    aDocument(documentId, {
      ...rest,
      passages: texts.map((text, at) => ({ passageId: `${documentId} ${at}`, title: documentId, heading: text, text })),
      questions: questions.map((text, at) => ({ id: `${at}`, text })),
    }),
  );

async function state(): Promise<unknown> {
  return {
    terms: await database.sql`select collection, term, units from search_terms order by 1, 2`,
    units: await database.sql`
      select document_id, variant, kind, place, passage_id, language, audience, short, stems, length, words, grams
      from search_units order by 1, 2, 3, 4`,
    totals: await database.sql`
      select short_count, short_stems, short_words, short_grams, passage_count, passage_stems, passage_grams
      from search_collections`,
  };
}

/** What is counted, and what there is. */
async function bothCounts(): Promise<{ readonly counted: unknown; readonly recounted: unknown }> {
  const recount = await database.sql`
    select collection, term, count(*)::int as units from search_units, unnest(terms) as term
    group by 1, 2 order by 1, 2`;
  const counted = await database.sql`select collection, term, units from search_terms order by 1, 2`;
  const [totals] = await database.sql`
    select coalesce(sum(short_count + passage_count), 0) as units, coalesce(sum(short_stems + passage_stems), 0) as stems,
      coalesce(sum(short_words), 0) as words, coalesce(sum(short_grams + passage_grams), 0) as grams from search_collections`;
  const [sums] = await database.sql`
    select count(*) as units, coalesce(sum(length), 0) as stems, coalesce(sum(words) filter (where kind <> 'passage'), 0) as words,
      coalesce(sum(grams), 0) as grams from search_units`;
  return { counted: { terms: [...counted], totals }, recounted: { terms: [...recount], totals: sums } };
}

test('counts what is there, whatever was indexed, indexed again and removed; and shows nobody what is not theirs', async () => {
  const ctx = testContext(database.db);
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 5 }), fc.boolean(), async (documents, removes) => {
      await database.sql`truncate search_collections, search_units, search_terms restart identity`;
      await putInIndex(ctx, ...documents);
      if (removes) await transaction(ctx, (tx) => removeDocument(tx, ctx, { collection: 'policy', documentId: 'one' }));

      const { counted, recounted } = await bothCounts();
      expect(counted).toEqual(recounted);

      const last = new Map(documents.map((each) => [each.documentId, each]));
      for (const audience of [...AUDIENCES.map((key) => [key]), []]) {
        const { hits } = await find(ctx, 'refund parcel late money größe', { audience, limit: 50 });
        for (const { documentId } of hits) {
          expect(last.get(documentId)?.audience.some((key) => audience.includes(key))).toBe(true);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('indexing the same document twice leaves everything as it was', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;
  const one = aDocument('one', {
    passages: [{ passageId: 'p', title: 'Refunds', heading: 'Late', text: 'Late refunds are refunded.' }],
    questions: [{ id: 'q', text: 'Where is my refund?' }],
    keywords: ['money back'],
  });
  await putInIndex(ctx, one, aDocument('two', { keywords: ['money'] }));
  const before = await state();

  await putInIndex(ctx, one);

  expect(await state()).toEqual(before);
});

test('what others may see changes the counts of terms and nothing else: the same hits in the same order', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;
  const mine = ['refund of a parcel', 'parcel lost on the way', 'late refund'].map((text, at) =>
    aDocument(`mine ${at}`, { audience: ['team:a'], questions: [{ id: 'q', text }] }),
  );
  await putInIndex(ctx, ...mine);
  const alone = await find(ctx, 'lost parcel', { audience: ['team:a'] });

  const theirs = Array.from({ length: 20 }, (_, at) =>
    aDocument(`theirs ${at}`, { audience: ['team:b'], questions: [{ id: 'q', text: 'lost parcel' }] }),
  );
  await putInIndex(ctx, ...theirs);
  const beside = await find(ctx, 'lost parcel', { audience: ['team:a'] });

  expect(beside.hits.map(({ documentId }) => documentId)).toEqual(alone.hits.map(({ documentId }) => documentId));
});

test('writers of one collection wait for each other, and both are counted', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;

  await Promise.all(
    Array.from({ length: 6 }, (_, at) => putInIndex(ctx, aDocument(`${at}`, { keywords: ['refund', `word${at}`] }))),
  );

  const [found] = await database.sql`select units from search_terms where term ~ '^[0-9]+serefund$'`;
  expect(found).toEqual({ units: 6 });
});

test('counts stay exact while many write, each another document, again and again', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;
  const words = ['refund', 'parcel', 'late', 'money'];
  const rewrite = async (writer: number): Promise<void> => {
    for (let round = 0; round < 6; round += 1) {
      const passages = [{ passageId: 'p', title: words[round % 4] ?? '', heading: '', text: words[writer % 4] ?? '' }];
      await putInIndex(ctx, aDocument(`${writer}`, { passages, keywords: words.slice(0, (writer + round) % 5) }));
      if (round % 3 === 1) {
        await transaction(ctx, (tx) => removeDocument(tx, ctx, { collection: 'policy', documentId: `${writer}` }));
      }
    }
  };

  await Promise.all(Array.from({ length: 6 }, (_, writer) => rewrite(writer)));

  const { counted, recounted } = await bothCounts();
  expect(counted).toEqual(recounted);
});

test('who changes no counts waits for nobody, and nobody for them', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;
  const one = aDocument('one', { keywords: ['refund'] });
  await putInIndex(ctx, one, aDocument('two', { keywords: ['parcel'] }));

  await transaction(ctx, async (tx) => {
    await indexDocument(tx, ctx, { ...one, audience: ['team:a'] });
    await putInIndex(ctx, aDocument('two', { keywords: ['parcel', 'money'] }));
  });

  const { counted, recounted } = await bothCounts();
  expect(counted).toEqual(recounted);
  expect((await find(ctx, 'refund')).hits).toEqual([]);
  expect((await find(ctx, 'money')).hits).toMatchObject([{ documentId: 'two' }]);
});

test('many documents are replaced by a few statements, with all their variants', async () => {
  const ctx = testContext(database.db);
  await database.sql`truncate search_collections, search_units, search_terms restart identity`;
  const documents = Array.from({ length: 120 }, (_, at) =>
    aDocument(`${at}`, {
      language: at % 2 === 0 ? 'english' : 'german',
      keywords: ['refund', 'Erstattungen', '  '],
      questions: [{ id: 'q', text: `Where is parcel ${at}?` }],
    }),
  );
  const gone = aDocument('gone', { keywords: ['jukebox'] });
  await putInIndex(ctx, gone, { ...gone, variant: 'coming' }, { ...documents[0]!, variant: 'former' });
  database.queries.length = 0;

  await transaction(ctx, (tx) =>
    replaceDocuments(tx, ctx, {
      collection: 'policy',
      documentIds: ['gone', ...documents.map(({ documentId }) => documentId)],
      documents,
    }),
  );

  // The collection, what is taken out, twice what is added (some hundred rows at a time), its counts, and terms that are gone.
  expect(database.queries.length).toBeLessThanOrEqual(10);
  const { counted, recounted } = await bothCounts();
  expect(counted).toEqual(recounted);
  expect((await find(ctx, 'jukebox')).hits).toEqual([]);
  expect((await find(ctx, 'where is parcel 7')).hits[0]).toMatchObject({ documentId: '7', variant: '' });
  expect((await find(ctx, 'Erstattung', { limit: 200 })).hits.length).toBeGreaterThan(50);
  const [rows] =
    await database.sql`select count(*)::int as rows, count(distinct document_id)::int as documents from search_units`;
  expect(rows).toEqual({ rows: 360, documents: 120 });
});
