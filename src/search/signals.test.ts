import { expect, test } from 'vitest';
import type { Candidate } from './candidates.ts';
import type { Query, QuerySide } from './query.ts';
import { signalsOf } from './signals.ts';
import { WEIGHTS } from './weights.ts';

const NONE: QuerySide = { terms: [], mass: 0, masses: new Map() };

/** What a question of one word says, where `count` questions are known and no other holds it. */
function informationAmong(count: number): number {
  const weight = Math.log(1 + count);
  const stems: QuerySide = {
    terms: [{ text: 'elamp', term: '1selamp', units: 1, weight }],
    mass: weight,
    masses: new Map([['e', weight]]),
  };
  const query: Query = {
    totals: {
      shortCount: count,
      shortStems: count,
      shortWords: count,
      shortGrams: count,
      passageCount: 0,
      passageStems: 0,
      passageGrams: 0,
    },
    kinds: { 'short-stem': stems, 'short-word': NONE, 'short-gram': NONE, 'passage-stem': NONE, 'passage-gram': NONE },
  };
  const candidate: Candidate = {
    id: '1',
    documentId: 'lamps',
    variant: '',
    kind: 'question',
    passageId: null,
    short: 'lamp',
    stems: 'elamp:0.0.1',
    length: 1,
    words: 1,
    grams: 1,
  };
  return signalsOf(query, [candidate], WEIGHTS)[0]?.information ?? Number.NaN;
}

test('a word that stands nowhere else says 1 among a hundred questions and fewer, and less the more there are', () => {
  const among = [10, 100, 1_000, 10_000].map(informationAmong);

  expect(among[0]).toBeCloseTo(1);
  expect(among[1]).toBeCloseTo(1);
  expect(among[2]).toBeCloseTo(0.546, 2);
  expect(among[3]).toBeCloseTo(0.355, 2);
});
