import { expect, test } from 'vitest';
import type { Candidate } from './candidates.ts';
import type { Query, QuerySide, QueryTerm } from './query.ts';
import { signalsOf } from './signals.ts';
import { WEIGHTS } from './weights.ts';

const NONE: QuerySide = { terms: [], mass: 0, masses: new Map() };

function termOf(text: string, weight: number, thing = ''): QueryTerm {
  return { text, term: `1s${text}`, units: 1, weight, thing };
}

/** What is looked for by these stems, of which only the first was typed, among `count` questions. */
function queryOf(terms: readonly QueryTerm[], count = 10): Query {
  const mass = terms[0]?.weight ?? 0;
  const stems: QuerySide = { terms, mass, masses: new Map([['e', mass]]) };
  return {
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
}

function questionOf(...stems: readonly string[]): Candidate {
  return {
    id: '1',
    documentId: 'lamps',
    variant: '',
    kind: 'question',
    passageId: null,
    short: stems.map((stem) => stem.slice(1)).join(' '),
    stems: stems.map((stem) => `${stem}:0.0.1`).join(' '),
    length: 1,
    words: 1,
    grams: 1,
  };
}

/** What a question of one word says, where `count` questions are known and no other holds it. */
function informationAmong(count: number): number {
  const query = queryOf([termOf('elamp', Math.log(1 + count))], count);
  return signalsOf(query, [questionOf('elamp')], WEIGHTS)[0]?.information ?? Number.NaN;
}

test('a word that stands nowhere else says 1 among a hundred questions and fewer, and less the more there are', () => {
  const among = [10, 100, 1_000, 10_000].map(informationAmong);

  expect(among[0]).toBeCloseTo(1);
  expect(among[1]).toBeCloseTo(1);
  expect(among[2]).toBeCloseTo(0.546, 2);
  expect(among[3]).toBeCloseTo(0.355, 2);
});

test.each<[string, readonly string[], number]>([
  ['as it was typed', ['eprice'], 1],
  ['by another name', ['ecost'], 0.7],
  ['by two other names, of which one counts half', ['efee', 'ecost'], 0.7 + 0.5 / 2],
  ['by its own and by others, in any order', ['efee', 'eprice', 'ecost'], 1 + (0.7 + 0.5) / 2],
  ['beside something else, which counts whole', ['ecost', 'elamp'], 1.7],
])('a thing is said %s', (_, stems, share) => {
  const terms = [
    termOf('eprice', 1, 'price'),
    termOf('ecost', 0.7, 'price'),
    termOf('efee', 0.5, 'price'),
    termOf('elamp', 1),
  ];

  expect(signalsOf(queryOf(terms), [questionOf(...stems)], WEIGHTS)[0]?.stems).toBeCloseTo(share);
});
