import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Inline, type Paragraph, parseMrkdwn } from '../../src/sandbox/page/text/mrkdwn-parse.ts';
import { dateToken, inline, link, oneLine } from '../../src/slack/mrkdwn.ts';
import { awkwardTexts } from '../support/awkward-texts.ts';

/** Marks, controls and addresses at any place, with and without words and spaces between. */
const typed = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          '*',
          '_',
          '~',
          '`',
          '```',
          '<',
          '>',
          '&',
          '|',
          '!',
          '@',
          '#',
          ' ',
          '\n',
          '<!channel>',
          '<@U0LEO>',
          '@here',
          'https://x.example/a_b',
          '</a>',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('ice', 'Lieferung', '12', 'é', '氷', '👩‍💻', ':tada:', '-', '.', '(', '&lt;'),
      },
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => oneLine(text) !== '' && !/[∗ˍ∼ˋ›]/.test(text));

const LOOKS_LIKE: Readonly<Record<string, string>> = { '∗': '*', ˍ: '_', '∼': '~', ˋ: '`', '›': '>' };

/** What the eye reads; `[bold …]` and the like where anything in it is more than text. */
function seen(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map((one) => (one.kind === 'plain' ? one.children.map(read).join('') : `[${one.kind}]`))
    .join('\n')
    .replaceAll(/[∗ˍ∼ˋ›]/g, (char) => LOOKS_LIKE[char] ?? char);
}

function read(node: Inline): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'emoji') return `:${node.name}:`;
  if (node.kind === 'bold') return `[bold ${node.children.map(read).join('')}]`;
  return `[${node.kind}]`;
}

function shown(markup: string): string {
  return seen(parseMrkdwn(markup, { verbatim: true }));
}

describe('text of people in a sentence of ours', () => {
  test('is read as it was typed: no mention, no link, no format, whatever stands beside it', () => {
    fc.assert(
      fc.property(typed, typed, (title, note) => {
        const sentence = `*${inline(title)}* is new: ${inline(note)} · ${inline(title)}\n${inline(note)}`;

        const [one, two] = [oneLine(title), oneLine(note)];
        expect(shown(sentence)).toBe(`[bold ${one}] is new: ${two} · ${one}\n${two}`);
      }),
      { numRuns: 2000 },
    );
  });

  test('leaves a link and a time of ours what they are', () => {
    fc.assert(
      fc.property(typed, (title) => {
        const sentence = `${link('https://desk.example', title)} by ${dateToken(new Date(0), '{time}', title)}, *soon*`;

        expect(shown(sentence)).toBe('[link] by [date], [bold soon]');
      }),
    );
  });

  test('is so for everything people type to break things', () => {
    const texts = awkwardTexts().filter((text) => oneLine(text) !== '' && !/[∗ˍ∼ˋ›]/.test(text));

    for (const text of texts) expect(shown(`*${inline(text)}*`)).toBe(`[bold ${oneLine(text)}]`);
  });
});
