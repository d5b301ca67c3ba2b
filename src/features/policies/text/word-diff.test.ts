import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMarkdown } from '../../../../test/support/any-markdown.ts';
import { literalTexts, liveParts, viewProblems } from '../../../../test/support/block-check.ts';
import { diffPages } from './showing/diff-pages.ts';
import { wordDiff } from './word-diff.ts';

/** The changes in one line: `[-old-]{+new+}`. */
function marked(before: string, after: string): string[] {
  return wordDiff(before, after).steps.flatMap((step) => {
    if (step.kind === 'unchanged') return [`… ${step.paragraphs}`];
    const around = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const;
    return step.lines.map(({ changes }) => changes.map(({ kind, text }) => around[kind].join(text)).join(''));
  });
}

test('is said to stand below a heading, but not below that of the whole document', () => {
  const of = (days: number) => `# Late returns\n\nWithin ${days} days.\n\n## Credit\n\nAfter ${days} days.`;

  const { steps } = wordDiff(of(30), of(45));

  expect(steps.flatMap((step) => (step.kind === 'changed' ? [step.heading] : []))).toEqual([undefined, 'Credit']);
});

describe('what changed', () => {
  test.each([
    ['a word', 'Refund in 14 days.', 'Refund in 30 days.', ['Refund in [-14-]{+30+} days.']],
    ['a paragraph more', 'One is here.\n\nThree.', 'One is here.\n\nTwo.\n\nThree.', ['… 1', '{+Two.+}', '… 1']],
    ['an item less', '1. one\n2. two\n3. three', '1. one\n2. three', ['… 1', '[-two-]', '… 1']],
    [
      'a paragraph moved in order',
      'Ask the lead first.\n\nThen refund.',
      'Greet them.\n\nAsk the lead at once first.\n\nThen refund.',
      ['{+Greet them.+}', 'Ask the lead {+at once +}first.', '… 1'],
    ],
    [
      'a cell',
      '| a | b |\n|---|---|\n| Spain | 14 |',
      '| a | b |\n|---|---|\n| Spain | 30 |',
      ['… 1', 'Spain | [-14-]{+30+}'],
    ],
    [
      'where a link leads',
      'See [it](https://a.example/x).',
      'See [it](https://a.example/y).',
      ['See it (https://a.example/[-x-]{+y+}).'],
    ],
    ['the kind of a line', 'Refund now', '- Refund now', ['[-Refund now-]', '{+Refund now+}']],
  ])('%s', (_, before, after, lines) => {
    expect(marked(before, after)).toEqual(lines);
  });

  test('is told below which heading', () => {
    expect(wordDiff('## Late\n\nIn 14 days.', '## Late\n\nIn 30 days.').steps[1]).toMatchObject({
      kind: 'changed',
      heading: 'Late',
    });
  });

  test.each([
    ['same', 'a\r\nb', 'a\nb'],
    ['spacing', 'a  b\n\n\n* c', 'a b\n\n- **c**'],
    ['changed', 'a', 'b'],
  ])('is said: %s', (outcome, before, after) => {
    expect(wordDiff(before, after).outcome).toBe(outcome);
  });

  test('between two long and different texts is told in bounded time', () => {
    const long = (seed: number) =>
      Array.from(
        { length: 800 },
        (_, at) => `Word${(at * seed) % 97} ${'and more of it '.repeat(3)}${(at * seed) % 31}.`,
      ).join('\n\n');
    const began = performance.now();
    const pages = diffPages(wordDiff(long(7), long(13)));

    expect(performance.now() - began).toBeLessThan(5000);
    expect(pages.length).toBeGreaterThan(1);
  });
});

test('the new words and the kept make the new text, the gone words and the kept the old; Slack takes the pages', () => {
  fc.assert(
    fc.property(anyMarkdown, anyMarkdown, (before, after) => {
      const diff = wordDiff(before, `${before}\n\n${after}`);

      for (const { blocks } of diffPages(diff)) {
        expect(viewProblems({ type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks })).toEqual([]);
        expect(liveParts({ blocks })).toEqual([]);
      }
      expect(wordDiff(before, before).outcome).toBe('same');
    }),
    { numRuns: 40 },
  );
});

test('a comparison folds what stayed, and says how much is new', () => {
  const [page] = diffPages(wordDiff('One.\n\nTwo.\n\nIn 14 days.', 'One.\n\nTwo.\n\nIn 30 days.'));

  expect(literalTexts({ blocks: page?.blocks })).toEqual([
    '1 word new (bold), 1 word gone (struck through)',
    '… 2 paragraphs unchanged',
    'In ',
    '14',
    ' ',
    '30',
    ' days.',
  ]);
});
