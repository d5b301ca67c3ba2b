import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unsaidWords } from './unsaid-words.ts';

const RETURNS = 'Returns after 30 days. Send the parcel back with its label; we refund what was paid by card.';

test.each<[string, string, readonly string[]]>([
  ['Do you deliver to Norway', 'what nothing says', ['deliver', 'Norway']],
  ['can she send it back', 'all of it is said', []],
  ['refunds for returned parcels', 'other forms', []],
  ['refnud to her card', 'a typo', []],
  ['where is my package', 'another name of a thing', []],
  ['ich will mein Paket zurückschicken', 'other names in another language', []],
  ['the customer would like to know, please', 'words of talk', []],
  ['how many weeks ago was it, exactly', 'words that say when and how much', []],
  ['within 45 days or 6wks', 'numbers', []],
  ['Größe der MATRATZE', 'as it was typed', ['Größe', 'MATRATZE']],
  ['Sofa, sofa and SOFA', 'each once', ['Sofa']],
  ['the labbel', 'a typo', []],
  ['refnuded', 'a typo in another form', []],
  ['pracels', 'the same with another ending', []],
  ['deys', 'a typo of a short word is another word', ['deys']],
  ["it doesn't fit", 'what an apostrophe leaves is no word', ['fit']],
  ['返品できますか', 'a script without spaces', []],
  ['', 'nothing', []],
])('%j: %s', (query, _, words) => {
  expect(unsaidWords(query, [RETURNS])).toEqual(words);
});

test.each<[string, string, readonly string[]]>([
  ['matress', 'Sofas and mattresses: 100 nights.', []],
  ['matresses', 'A mattress is taken back.', []],
  ['instalments', 'Lamps that are not installed.', ['instalments']],
  ['Päckchen', 'Parcels go by the post.', []],
  ['parcels', 'Ein Päckchen.', []],
  ['EMI', 'We do not take instalments.', []],
])('%j is told from what %j says', (query, text, words) => {
  expect(unsaidWords(query, [text])).toEqual(words);
});

test('a word that any of the texts has is said', () => {
  expect(unsaidWords('armchair in blue', ['An armchair.', 'Blue ones.'])).toEqual([]);
});

test('names words of the query that are nowhere in the texts, and none where the query is the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (query, text) => {
      const lower = query.normalize('NFKC').toLowerCase();

      for (const word of unsaidWords(query, [text])) expect(lower).toContain(word.toLowerCase());
      expect(unsaidWords(query, [text, query])).toEqual([]);
    }),
  );
});
