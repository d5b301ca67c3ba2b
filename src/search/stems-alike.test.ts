import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { transaction } from '../core/context.ts';
import { areAlike } from './alike.ts';
import { changeCounts, CountChange } from './counts.ts';
import { openCollection } from './collection.ts';
import { stemsAlike } from './stems-alike.ts';
import { termOf } from './terms.ts';

/** Few syllables, so that many words are like each other. */
const word = fc
  .array(fc.constantFrom('ga', 'ran', 'te', 'ti', 'lam', 'pe', 'rö', 'ant', 'e'), { minLength: 2, maxLength: 5 })
  .map((syllables) => syllables.join(''));
const known = fc.sample(word, { numRuns: 400, seed: 18 });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

test('words that are like one are those that looking at every word would find', async () => {
  const ctx = testContext(database.db);
  const { space } = await transaction(ctx, (tx) => openCollection(tx, ctx, 'words'));
  const stems = [...new Set(known)].map((text) => `e${text}`);
  const change = new CountChange();
  // Other kinds of terms must not come between.
  const kinds = ['short-stem', 'passage-stem', 'short-word', 'passage-gram'] as const;
  const terms = kinds.flatMap((kind) => stems.map((text) => termOf(space, kind, text)));
  change.add([{ kind: 'passage', length: 1, words: 1, grams: 1, terms }]);
  await transaction(ctx, (tx) => changeCounts(tx, ctx, 'words', { change }));

  await fc.assert(
    fc.asyncProperty(word, word, async (one, other) => {
      const unknown = [one, other].map((text) => ({ kind: 'passage-stem' as const, text: `e${text}` }));

      const found = await transaction(ctx, (tx) => stemsAlike(tx, ctx, { collection: 'words', space, unknown }));

      expect(found.map(({ text }) => text)).toEqual(
        unknown.flatMap(({ text }) =>
          stems
            .filter((stem) => isLike(stem.slice(1), text.slice(1)))
            .toSorted()
            .slice(0, 3),
        ),
      );
    }),
    { numRuns: 150 },
  );
});

function isLike(stem: string, word_: string): boolean {
  const isNear = Math.abs(stem.length - word_.length) <= 2;
  return (
    word_.length >= 4 &&
    stem[0] === word_[0] &&
    (stem.startsWith(word_.slice(0, 3)) || (isNear && stem.slice(1).endsWith(word_.slice(-3)))) &&
    areAlike(stem, word_)
  );
}
