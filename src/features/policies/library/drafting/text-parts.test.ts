import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, textOfParts } from './text-parts.ts';
import { templates } from './templates.ts';

/** `words` words of a paragraph. */
function paragraph(words: number): string {
  return Array.from({ length: words }, (_, at) => `word${at}`).join(' ');
}

function roundTrip(text: string): string | undefined {
  const split = partsOf(text);
  return split && textOfParts(split);
}

describe('a text in the fields of a form', () => {
  it.each(templates.filter(({ markdown }) => markdown !== ''))('is one field if it is short: $name', ({ markdown }) => {
    expect(partsOf(markdown)?.parts).toHaveLength(1);
    expect(roundTrip(markdown)).toBe(markdown);
  });

  it('is cut between paragraphs, and is the same when nothing is changed', () => {
    const text = `${Array.from({ length: 12 }, () => paragraph(100)).join('\n\n')}\n`;
    const split = partsOf(text);

    expect(split?.parts.length).toBeGreaterThan(3);
    expect(split?.parts.every((part) => part.length <= 2400)).toBe(true);
    expect(roundTrip(text)).toBe(text);
  });

  it('is cut in a table between its rows, which stay one table', () => {
    const row = `| ${paragraph(8)} | yes |`;
    const table = `${['| what | may we |', '|---|---|', ...Array.from({ length: 80 }, () => row)].join('\n')}\n`;

    expect(partsOf(table)?.parts.length).toBeGreaterThan(1);
    expect(roundTrip(table)).toBe(table);
  });

  it('is never cut before a line that begins with spaces, which a form would trim', () => {
    const text = `- ${paragraph(250)}\n\n  ${paragraph(60)}\n\n    code\n`;

    expect(partsOf(text)?.parts.every((part) => !/^\s/.test(part))).toBe(true);
    expect(roundTrip(text)).toBe(text);
  });

  it('is undefined where it is too long for a form, or one line of it is', () => {
    expect(partsOf(Array.from({ length: 60 }, () => paragraph(100)).join('\n\n'))).toBeUndefined();
    expect(partsOf(paragraph(900))).toBeUndefined();
  });

  it('has no part that was emptied, and begins a paragraph with what was added', () => {
    expect(textOfParts({ parts: ['One', '', 'Three', 'New'], joins: [1, 1] })).toBe('One\nThree\n\nNew\n');
    expect(textOfParts({ parts: ['', ''], joins: [] })).toBe('');
  });

  it('is the same again, whatever it is, but for white space around its paragraphs', () => {
    const line = fc.string({ maxLength: 400 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n');
        const again = roundTrip(text);

        expect(again === undefined ? text.trim() : again.trim().replace(/\s+/g, ' ')).toBe(
          again === undefined ? text.trim() : text.trim().replace(/\s+/g, ' '),
        );
      }),
    );
  });
});
