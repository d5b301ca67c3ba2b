import { expect, it } from 'vitest';
import { groupAlike } from './alike.ts';

function grouped(...queries: readonly (readonly [string, number])[]) {
  return groupAlike(queries.map(([query, count]) => ({ query, count, confidence: 0 })));
}

it.each([
  ['typos', 'opened headphones', 'opend headphons'],
  ['word forms', 'late return', 'late returns'],
  ['punctuation and case', 'Can I return it?', 'can i RETURN it'],
  ['order', 'gift card refund', 'refund gift card'],
  ['umlauts', 'Rückgabe Kopfhörer', 'rückgabe kopfhörern'],
])('%s are one question, under the words that were typed more', (_what, one, other) => {
  expect(grouped([other, 2], [one, 5])).toEqual([{ query: one, count: 7, others: 1, confidence: 0 }]);
});

it.each([
  ['late return', 'late delivery'],
  ['gift card refund', 'warranty of headphones'],
  ['退货政策', '保修政策'],
])('%s and %s are two', (one, other) => {
  expect(grouped([one, 2], [other, 1])).toHaveLength(2);
});

it('the most asked comes first, counted with its other ways', () => {
  const groups = grouped(['gift card', 3], ['late returns', 2], ['late return', 2]);

  expect(groups.map(({ query, count }) => [query, count])).toEqual([
    ['late returns', 4],
    ['gift card', 3],
  ]);
});

it.each([[''], ['?!'], ['🙂'], ['x'.repeat(3000)], ['\u202e<!channel>']])('takes any text: %j', (text) => {
  expect(grouped([text, 1], [text, 1])).toEqual([{ query: text, count: 2, others: 1, confidence: 0 }]);
});
