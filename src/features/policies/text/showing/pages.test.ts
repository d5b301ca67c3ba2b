import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyMarkdown } from '../../../../../test/support/any-markdown.ts';
import { literalTexts, viewProblems } from '../../../../../test/support/block-check.ts';
import { pageOfAnchor, pagesOf } from './pages.ts';
import { passagesOf } from '../passages/passages.ts';

const words = (count: number) => 'word '.repeat(count).trim();
const handbook = `# Handbook\n\n${words(100)}\n\n${Array.from({ length: 20 }, (_, chapter) => `## Chapter ${chapter}\n\n${words(500)}\n\n### Detail\n\n${words(100)}`).join('\n\n')}`;

test('a handbook is cut into pages at its chapters', () => {
  const { pages, headings } = pagesOf(handbook, 'Handbook');

  expect(pages.length).toBeGreaterThan(5);
  for (const page of pages.slice(1)) expect(page.blocks[0]?.type).toBe('header');
  expect(headings.filter(({ depth }) => depth === 2)).toHaveLength(20);
  for (const { text, page } of headings) expect(literalTexts({ blocks: pages[page]?.blocks })).toContain(text);
});

test('a passage is found on its page', () => {
  const all = pagesOf(handbook, 'Handbook');

  for (const { anchor, heading } of passagesOf(handbook, 'Handbook')) {
    const shown = literalTexts({ blocks: all.pages[pageOfAnchor(all, anchor)]?.blocks });
    expect(shown).toEqual(
      expect.arrayContaining(
        heading
          .split(' › ')
          .slice(-1)
          .filter((text) => text !== ''),
      ),
    );
  }
  expect(pageOfAnchor(all, 'gone')).toBe(0);
});

test('a page never ends with a heading alone', () => {
  const { pages } = pagesOf(
    Array.from({ length: 300 }, (_, at) => `## Heading ${at}\n\n${words(at % 60)}`).join('\n\n'),
    'T',
  );

  for (const { blocks } of pages.slice(0, -1)) expect(blocks.at(-1)?.type).not.toBe('header');
});

test('a page never ends with a small heading alone', () => {
  const markdown = Array.from({ length: 60 }, (_, at) => `### Small ${at}\n\n#### Below ${at}\n\n${words(120)}`);
  const { pages } = pagesOf(markdown.join('\n\n'), 'T');

  const ends = pages.slice(0, -1).map(({ blocks }) => literalTexts({ blocks: blocks.slice(-1) }).join(' '));
  expect(ends.filter((end) => /^Small \d+$/.test(end))).toEqual([]);
  expect(ends.length).toBeGreaterThan(3);
});

test('every page is taken by Slack with twenty blocks around it, and nothing is missing', () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      const { pages, headings } = pagesOf(markdown, 'T');

      expect(pages.length).toBeGreaterThan(0);
      for (const { page } of headings) expect(pages[page]).toBeDefined();
      for (const { blocks } of pages) {
        expect(blocks.length).toBeGreaterThan(pages.length > 1 ? 0 : -1);
        const around = Array.from({ length: 20 }, () => ({ type: 'divider' as const }));
        expect(
          viewProblems({ type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [...around, ...blocks] }),
        ).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
