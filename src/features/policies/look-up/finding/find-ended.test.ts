import { expect, it } from 'vitest';
import { isWorthNaming } from './find-ended.ts';

it.each([
  ['a sure one where nothing is', { confidence: 1, score: 0.2 }, { confidence: 0.9, score: 0.9 }, true],
  ['a sure one beside a sure one', { confidence: 1, score: 0.4 }, { confidence: 3, score: 1 }, true],
  ['a sure one far behind a sure one', { confidence: 1, score: 0.39 }, { confidence: 3, score: 1 }, false],
  ['one that would come nearest', { confidence: 0.6, score: 0.2 }, { confidence: 0.5, score: 0.3 }, true],
  ['one that would not come nearest', { confidence: 0.5, score: 0.2 }, { confidence: 0.6, score: 0.1 }, false],
  ['one that would come nearest by chance', { confidence: 0.34, score: 0.2 }, { confidence: 0, score: 0 }, false],
])('names %s: %j beside %j', (_what, ended, today, expected) => {
  expect(isWorthNaming(ended, today)).toBe(expected);
});
