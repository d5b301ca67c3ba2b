import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMarkdown } from '../../../../../test/support/any-markdown.ts';
import { passagesOf } from './passages.ts';
import { textOfPieces } from '../pieces.ts';
import { piecesOf } from '../reading/read-pieces.ts';

const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');
const headings = (markdown: string, title = 'Refunds') => passagesOf(markdown, title).map(({ heading }) => heading);

describe('a passage', () => {
  test('is a section below its headings, the title left out', () => {
    const markdown = `# Refunds\n\n${words(30)}\n\n## Late returns\n\n${words(30)}\n\n### Gold members\n\n${words(30)}\n\n## Gifts\n\n${words(30)}`;

    expect(headings(markdown)).toEqual(['', 'Late returns', 'Late returns › Gold members', 'Gifts']);
    expect(passagesOf(markdown, 'Refunds')[2]).toMatchObject({
      ordinal: 2,
      anchor: 'late-returns/gold-members',
      words: 30,
    });
  });

  test('keeps its anchor when other sections change', () => {
    const before = passagesOf(`## Steps\n\n${words(30)}\n\n## Late\n\n${words(30)}`, 'T');
    const after = passagesOf(
      `## New\n\n${words(30)}\n\n## Steps\n\n${words(40)}\n\n## Late\n\n${words(30, 'other')}`,
      'T',
    );

    expect(after.map(({ anchor }) => anchor)).toEqual(expect.arrayContaining(before.map(({ anchor }) => anchor)));
  });

  test('that is long is cut between paragraphs', () => {
    const found = passagesOf(`## Late\n\n${words(150, 'one')}\n\n${words(150, 'two')}\n\n${words(60, 'three')}`, 'T');

    expect(found.map(({ anchor, words: count }) => [anchor, count])).toEqual([
      ['late', 150],
      ['late:2', 210],
    ]);
  });

  test('that is one long paragraph is cut after a sentence', () => {
    const found = passagesOf(
      Array.from(
        { length: 40 },
        (_, index) => `Sentence ${index} has **seven** words in [it](https://a.example).`,
      ).join(' '),
      'T',
    );

    expect(found.length).toBeGreaterThan(1);
    for (const { text } of found) expect(text).toMatch(/it\.$/);
    expect(found.map(({ markdown }) => markdown).join('')).toContain('[it](<https://a.example/>)');
  });

  test('that is short is joined with its neighbour below the same heading, and both are named', () => {
    const markdown = `## Questions\n\n${words(30)}\n\n### When?\n\nSoon ${words(12)}.\n\n### How?\n\nBy card ${words(12)}.\n\n## Gifts\n\n${words(40)}`;

    expect(headings(markdown)).toEqual(['Questions', 'Questions › When? · How?', 'Gifts']);
    expect(passagesOf(markdown, 'T')[1]?.text).toMatch(/^When\?\nSoon word .*\.\nHow\?\nBy card word .*\.$/);
  });

  test('never tears a table or code that fits a passage', () => {
    const table = `| a | b |\n|---|---|\n${Array.from({ length: 30 }, (_, row) => `| ${row} | ${words(4)} |`).join('\n')}`;
    const found = passagesOf(`${words(200)}\n\n${table}\n\n${words(100)}`, 'T');

    expect(found.filter(({ text }) => text.includes('|'))).toHaveLength(1);
  });

  test('of a table that is longer repeats the head', () => {
    const table = `| Country | Days |\n|---|---|\n${Array.from({ length: 90 }, (_, row) => `| ${row} | ${words(4)} |`).join('\n')}`;
    const found = passagesOf(table, 'T');

    expect(found.length).toBeGreaterThan(1);
    for (const { text } of found) expect(text).toMatch(/^Country \| Days\n/);
  });

  test('takes along the addresses its links refer to', () => {
    const [passage] = passagesOf('See [the desk][d].\n\n[d]: https://desk.example\n', 'T');

    expect(passage?.markdown).toContain('[d]: https://desk.example');
    expect(passage?.text).toBe('See the desk.');
  });

  test('of a list goes on counting', () => {
    const list = Array.from({ length: 60 }, (_, index) => `${index + 1}. ${words(8)}`).join('\n');
    const [, second] = passagesOf(list, 'T');

    expect(second?.text).toMatch(/^2\d\. word/);
    expect(textOfPieces(piecesOf(second?.markdown ?? ''))).toBe(second?.text);
  });
});

test('a document with a title only has a passage named after nothing but it', () => {
  expect(passagesOf('# Refunds', 'Refunds')).toEqual([]);
  expect(headings('## Gifts')).toEqual(['Gifts']);
});

const count = (text: string): string[] => text.split(/[\s|]+/).filter((word) => word !== '');

test('nothing is lost, anchors are unique, size is bounded, and it comes out the same again', () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      const found = passagesOf(markdown, 'Title');

      const kept = new Set(count(found.map(({ heading, text }) => `${heading} ${text}`).join(' ')));
      const lost = count(textOfPieces(piecesOf(markdown))).filter((word) => word.length < 40 && !kept.has(word));
      expect(lost).toEqual([]);
      expect(new Set(found.map(({ anchor }) => anchor)).size).toBe(found.length);
      for (const { words: most, text, anchor } of found) {
        expect(most).toBeLessThanOrEqual(250);
        expect(text.length).toBeLessThanOrEqual(3000);
        expect(Array.from(anchor).length).toBeLessThanOrEqual(70);
      }
      expect(passagesOf(markdown, 'Title')).toEqual(found);
    }),
    { numRuns: 60 },
  );
});
