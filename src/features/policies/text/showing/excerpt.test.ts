import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import { excerptOf } from './excerpt.ts';

const spans = (text: string, word: string) =>
  Array.from(text.matchAll(new RegExp(word, 'g')), ({ index }) => ({ from: index, to: index + word.length }));
const shown = (text: string, word: string, max: number) =>
  literalTexts(excerptOf(text, spans(text, word), max)).join('');

describe('an excerpt', () => {
  test('shows a short passage whole, with its matches in bold', () => {
    expect(excerptOf('A refund takes days.', spans('A refund takes days.', 'refund'), 200)).toEqual({
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'A ' },
        { type: 'text', text: 'refund', style: { bold: true } },
        { type: 'text', text: ' takes days.' },
      ],
    });
  });

  test('begins at the beginning while nothing is better elsewhere', () => {
    expect(shown(`refund ${'x '.repeat(200)}refund`, 'refund', 40)).toMatch(/^refund x .* …$/);
  });

  test('goes where most matches are, from the line or the word before', () => {
    expect(shown(`${'x '.repeat(200)}\nA refund for a refund is no refund. ${'y '.repeat(200)}`, 'refund', 60)).toBe(
      '… A refund for a refund is no refund. y y y y y y y y y y …',
    );
  });

  test('of nothing is a dash', () => {
    expect(shown('', 'x', 40)).toBe('–');
  });

  test('is never too long, never breaks a character, and matches stay bold', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '\n', '😀', 'é', '.'), maxLength: 400 });
    const someSpans = fc.array(
      fc.tuple(fc.nat(400), fc.nat(12)).map(([from, length]) => ({ from, to: from + length })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, someSpans, fc.integer({ min: 20, max: 300 }), (passage, matches, max) => {
        const whole = literalTexts(
          excerptOf(
            passage,
            matches.filter(
              ({ from, to }) => !/[\ud83d]$/.test(passage.slice(0, from)) && !/[\ud83d]$/.test(passage.slice(0, to)),
            ),
            max,
          ),
        ).join('');

        expect(whole.length).toBeLessThanOrEqual(max + 4);
        expect(whole).not.toMatch(/\p{Cs}/u);
        expect(whole).not.toBe('');
      }),
    );
  });
});

test('links can be followed, also where a match stands in one or the window cuts it', () => {
  const text = 'Use the form today.';
  const links = [{ from: 4, to: 12, url: 'https://shop.example' }];

  expect(excerptOf(text, spans(text, 'form'), 200, { links }).elements).toEqual([
    { type: 'text', text: 'Use ' },
    { type: 'link', url: 'https://shop.example', text: 'the ' },
    { type: 'link', url: 'https://shop.example', text: 'form', style: { bold: true } },
    { type: 'text', text: ' today.' },
  ]);
  expect(JSON.stringify(excerptOf(text, [], 12, { links }))).toContain('"link"');
});
