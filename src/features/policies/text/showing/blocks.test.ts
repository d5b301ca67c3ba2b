import type { KnownBlock } from '@slack/types';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMarkdown } from '../../../../../test/support/any-markdown.ts';
import { literalTexts, liveParts, messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { blocksOf } from './blocks.ts';
import type { Surface } from './shown.ts';

const message = (blocks: KnownBlock[]) => messageProblems({ text: 'A policy', blocks });
const view = (blocks: KnownBlock[]) =>
  viewProblems({
    type: 'modal',
    title: { type: 'plain_text', text: 'A policy' },
    blocks: blocks.length > 0 ? blocks : [{ type: 'divider' }],
  });

/** The elements of the only rich text block. */
function rich(markdown: string, surface: Surface = 'view') {
  const [block, ...others] = blocksOf(markdown, { surface }).blocks;
  expect(others).toEqual([]);
  return block?.type === 'rich_text' ? block.elements : [];
}

const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style && { style }) });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

test.each([
  ['# Late  *returns*\n\nWithin 30 days.', 'late returns', 'Within 30 days.'],
  ['# Warranty\n\nOne year.', 'Late returns', 'Warranty'],
  ['## Late returns\n\nOne year.', 'Late returns', 'Late returns'],
  ['Before.\n\n# Late returns', 'Late returns', 'Before.'],
])('of %j below its title “%s” the first is “%s”', (markdown, title, first) => {
  const [block] = blocksOf(markdown, { surface: 'view', title }).blocks;

  expect(JSON.stringify(block)).toContain(`"text":"${first}`);
});

test('what is cut does not end with the heading of what was left out', () => {
  const { blocks, isWhole } = blocksOf('First.\n\n# One\n\n# Two\n\nSecond, and more.', {
    surface: 'view',
    maxCharacters: 15,
  });

  expect(isWhole).toBe(false);
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text']);
});

test('nor with a small one', () => {
  const { blocks } = blocksOf('First.\n\n### Rates\n\n#### Abroad\n\nSecond, and more.', {
    surface: 'view',
    maxCharacters: 20,
  });

  expect(blocks).toHaveLength(1);
  expect(JSON.stringify(blocks)).toContain('First.');
});

describe('words', () => {
  test.each([
    [
      '**a** *b* ~~c~~ `d`',
      [
        text('a', { bold: true }),
        text(' '),
        text('b', { italic: true }),
        text(' '),
        text('c', { strike: true }),
        text(' '),
        text('d', { code: true }),
      ],
    ],
    ['***a***', [text('a', { italic: true, bold: true })]],
    ['R&amp;D &lt;x&gt; &copy;', [text('R&D <x> ©')]],
    ['one\ntwo\\\nthree', [text('one two\nthree')]],
    ['5 \\* 3', [text('5 * 3')]],
    ['<!channel> <@U0ANA> &lt;!here>', [text('<!channel> <@U0ANA> <!here>')]],
    [
      'a <b>b <i>c</i></b> d<br>e',
      [text('a '), text('b ', { bold: true }), text('c', { bold: true, italic: true }), text(' d\ne')],
    ],
    ['{: .lead}\nText {% include x.html %}', [text('Text')]],
  ])('%j', (markdown, elements) => {
    expect(rich(markdown)).toEqual([section(...elements)]);
  });
});

test('what is to be filled in is shown, though it looks like a tag', () => {
  expect(rich('Type <order number> or `<id>` at <URL>, <Legalese kind="x">please</Legalese>')).toEqual([
    section(text('Type <order number> or '), text('<id>', { code: true }), text(' at <URL>, please')),
  ]);
  expect(rich('<order number>\n')).toEqual([section(text('<order number>'))]);
});

describe('links and images', () => {
  const link = (url: string, words: string, style?: object) => ({
    type: 'link',
    url,
    text: words,
    ...(style && { style }),
  });

  test.each([
    ['[desk](https://desk.example/a?b=1&c=2)', link('https://desk.example/a?b=1&c=2', 'desk')],
    ['**[desk](http://desk.example)**', link('http://desk.example/', 'desk', { bold: true })],
    ['<help@shop.example>', link('mailto:help@shop.example', 'help@shop.example')],
    ['<a href="https://desk.example">desk</a>', link('https://desk.example/', 'desk')],
    ['![The plan](https://desk.example/plan.png)', link('https://desk.example/plan.png', 'The plan')],
    ['![](https://desk.example/plan.png)', link('https://desk.example/plan.png', 'image')],
    ['[terms](../terms.md)', text('terms')],
    ['[above](#refunds)', text('above')],
    ['[x](javascript:alert(1))', text('x')],
    ['[x](slack://user?id=U0ANA)', text('x')],
    ['<a href="data:text/html,x">x</a>', text('x')],
    ['![plan](plan.png)', text('plan')],
    ['[desk]({{ site.desk }})', text('desk')],
  ])('%j', (markdown, element) => {
    expect(rich(markdown)).toEqual([section(element)]);
  });
});

describe('blocks', () => {
  test('large headings stand alone, small ones are bold above their text', () => {
    expect(blocksOf('# One\n\na\n\n### Two\n\nb\n\nc', { surface: 'message' }).blocks).toMatchObject([
      { type: 'header', text: { text: 'One' } },
      { type: 'rich_text', elements: [section(text('a'))] },
      {
        type: 'rich_text',
        elements: [section(text('Two', { bold: true }), text('\n'), text('b'), text('\n\n'), text('c'))],
      },
    ]);
  });

  test('lists are nested, numbers go on after what stands between, tasks have boxes', () => {
    expect(rich('1. one\n   - a\n   - [x] b\n\n   ```\n   code\n   ```\n2. two')).toEqual([
      { type: 'rich_text_list', style: 'ordered', indent: 0, elements: [section(text('one'))] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section(text('a')), section(text('☑ b'))] },
      { type: 'rich_text_preformatted', elements: [text('code')] },
      { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 1, elements: [section(text('two'))] },
    ]);
  });

  test('a quote keeps its lines, and a note says that it is one', () => {
    expect(rich('> [!WARNING]\n> Do **not**\n>\n> - promise')).toEqual([
      {
        type: 'rich_text_quote',
        elements: [text('Warning: ', { bold: true }), text('Do '), text('not', { bold: true }), text('\n• promise')],
      },
    ]);
  });

  test('a rule divides', () => {
    expect(blocksOf('a\n\n---\n\nb', { surface: 'view' }).blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'divider',
      'rich_text',
    ]);
  });

  test('HTML says what it says, and does nothing', () => {
    const html =
      '<h3>Days</h3><ul><li>Mon <b>9</b></li><li>Tue</li></ul><script>alert(1)</script><style>p{}</style><p>End</p>';

    expect(rich(html)).toEqual([
      section(text('Days', { bold: true })),
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: [section(text('Mon '), text('9', { bold: true })), section(text('Tue'))],
      },
      section(text('End')),
    ]);
  });
});

describe('tables', () => {
  const small = '| Country | Days |\n|---|--:|\n| Spain | **14** |\n| Österreich | 7 |';
  const wide = `| Country | Rule |\n|---|---|\n| Spain | ${'long '.repeat(20)}|`;

  test('one in a message is a real table; the next one, and any in a view, is aligned text', () => {
    const { blocks } = blocksOf(`${small}\n\n${small}`, { surface: 'message' });

    expect(blocks.map(({ type }) => type)).toEqual(['table', 'rich_text']);
    expect(literalTexts({ blocks: blocks.slice(1) })).toEqual([
      'Country     Days\n──────────  ────\nSpain       14\nÖsterreich  7',
    ]);
  });

  test('too wide for lines is a list, row by row', () => {
    expect(rich(wide)).toEqual([
      { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [section(text('Spain', { bold: true }))] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 1,
        elements: [section(text(`Rule: ${'long '.repeat(20).trim()}`))],
      },
    ]);
  });

  test('of HTML are tables too', () => {
    const html = '<table><tr><th>Country<th>Days</tr>\n\n<tr><td>Spain<td><p>14</p></tr></table>';

    expect(literalTexts({ blocks: blocksOf(html, { surface: 'view' }).blocks })).toEqual([
      'Country  Days\n───────  ────\nSpain    14',
    ]);
  });
});

test('a long text is shown from its beginning, and it is said that there is more', () => {
  const long = blocksOf('## Heading\n\nSome words.\n\n'.repeat(200), { surface: 'message', maxBlocks: 10 });

  expect(long.blocks).toHaveLength(10);
  expect(long.isWhole).toBe(false);
  expect(blocksOf('short', { surface: 'message' }).isWhole).toBe(true);
});

describe('whatever the text', () => {
  test('Slack takes the blocks, nobody is mentioned, and links lead to the web or to mail', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        const inMessage = blocksOf(markdown, { surface: 'message' }).blocks;
        const inView = blocksOf(markdown, { surface: 'view' }).blocks;

        expect(message(inMessage)).toEqual([]);
        expect(view(inView)).toEqual([]);
        for (const live of liveParts({ blocks: [...inMessage, ...inView] })) expect(live).toMatch(/^(https?:|mailto:)/);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['quotes in quotes', '>'.repeat(20_000)],
    ['lists in lists', Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['lists on one line', '- '.repeat(5000)],
    ['brackets', '['.repeat(20_000)],
    ['a word without end', 'a.'.repeat(50_000)],
    ['HTML without end', '<b>'.repeat(20_000)],
    ['tags without end', '<a '.repeat(20_000)],
    ['braces without end', '{% '.repeat(20_000)],
    ['a picture inside', `![x](data:image/png;base64,${'A'.repeat(200_000)})`],
    ['a table of 200 columns', `${'|a'.repeat(200)}|\n${'|-'.repeat(200)}|\n${'|b'.repeat(200)}|`],
  ])('%s are shown in no time', (_, markdown) => {
    const began = performance.now();
    const { blocks } = blocksOf(markdown, { surface: 'message' });

    expect(message(blocks)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
