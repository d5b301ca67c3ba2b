import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areAlike } from './alike.ts';
import { matchedWords } from './matched-words.ts';
import type { Language } from './stems.ts';

function bold(text: string, query: string, language: Language = 'english'): string {
  let result = text;
  for (const { from, to } of matchedWords(text, query, language).toReversed()) {
    result = `${result.slice(0, from)}*${result.slice(from, to)}*${result.slice(to)}`;
  }
  return result;
}

test.each<[string, string, string, Language]>([
  ['the *refund* of a parcel', 'refunds', 'another form', 'english'],
  ['the *refund* of a parcel', 'refnud', 'letters swapped', 'english'],
  ['your *cancellation* counts', 'I want to cancel this', 'a longer form, and no common words', 'english'],
  ['*Erstattungen* für Größe', 'wird mir das erstattet', 'another form in German', 'german'],
  ['Die *Größe* der Matratze', 'grosse oder größe', 'umlauts', 'german'],
  ['la *devolución* de su dinero', 'devolucion', 'an accent left out', 'spanish'],
  ['le *remboursement* de la commande', 'remboursements', 'plural', 'french'],
  ['a 💥 *parcel*', 'parcel', 'characters of two units before it', 'english'],
  ['card or care', 'cart', 'short words are not alike', 'english'],
  ['order *123456*', '123456', 'numbers', 'english'],
])('shows %j for %j: %s', (expected, query, _, language) => {
  const text = expected.replaceAll('*', '');

  expect(bold(text, query, language)).toBe(expected);
});

test('gives spans in order, inside the text, that do not touch each other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
      const spans = matchedWords(text, query, 'english');

      for (const [at, { from, to }] of spans.entries()) {
        expect(from).toBeGreaterThanOrEqual(spans[at - 1]?.to ?? 0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

describe('two words are alike', () => {
  test.each([
    ['refund', 'refnud', true],
    ['mattress', 'matress', true],
    ['reimbursement', 'reimbursmnet', true],
    ['erstattet', 'erstatt', true],
    ['refund', 'remind', false],
    ['late', 'date', false],
    ['company', 'complaint', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect([areAlike(one, other), areAlike(other, one)]).toEqual([expected, expected]);
  });
});
