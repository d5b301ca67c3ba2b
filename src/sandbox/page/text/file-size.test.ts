import { expect, test } from 'vitest';
import { sizeInWords } from './file-size.ts';

test.each([
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [12_499, '12 kB'],
  [999_999, '999 kB'],
  [1_000_000, '1 MB'],
  [14_040_000, '14 MB'],
  [15_160_000, '15.2 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
