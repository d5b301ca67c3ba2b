import { expect, test } from 'vitest';
import { pagesOf } from '../../text/showing/pages.ts';
import { headingOptions } from './read-window.ts';

test('of headings that stand in several chapters the menu names the chapter', () => {
  const chapter = (name: string) => `## ${name}\n\nWords.\n\n### What we say\n\nWords.\n\n### Only in ${name}\n\nThis.`;
  const { headings } = pagesOf(`${chapter('Refunds')}\n\n${chapter('Repairs')}`, 'Handbook');

  const options = headingOptions(headings, 'r');

  expect(options.map(({ text }) => text.text.trim())).toEqual([
    'Refunds',
    'Refunds › What we say',
    'Only in Refunds',
    'Repairs',
    'Repairs › What we say',
    'Only in Repairs',
  ]);
});
