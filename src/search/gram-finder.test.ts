import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gramFinder } from './gram-finder.ts';
import { eachGram, foldedWords, gramsOf } from './text.ts';

const words = fc
  .array(fc.constantFrom('refund', 'refunds', 'fun', 'a', '💥', '𝒳𝒴𝒵𝒳', 'größe', 'parcel', 'cell'), { maxLength: 6 })
  .map((some) => foldedWords(some.join(' ')).join(' '));

test('finds of a text what is asked for, as often as it stands there', () => {
  fc.assert(
    fc.property(words, words, (asked, text) => {
      const grams = gramsOf(asked.split(' '));
      const expected: string[] = [];
      eachGram(text, (gram) => grams.includes(gram) && expected.push(gram));

      const found: string[] = [];
      gramFinder(grams)(text, (place) => found.push(grams[place] ?? ''));

      expect(found).toEqual(expected);
    }),
  );
});
