import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { passagesOf } from './passages.ts';
import { quotedText } from './quoted-text.ts';

function quoted(markdown: string): string | undefined {
  return quotedWithLinks(markdown)?.text;
}

function quotedWithLinks(markdown: string) {
  const [passage] = passagesOf(markdown, 'Refunds');
  return passage && quotedText(passage);
}

test('a table is quoted row by row, each cell with what it is', () => {
  const table = '| Amount | Who may say yes |\n|---|---|\n| up to 50 € | **agent** |\n| above | |\n';

  expect(quoted(`Who decides:\n\n${table}`)).toBe(
    'Who decides:\nAmount: up to 50 € · Who may say yes: agent\nAmount: above',
  );
});

test.each([
  ['| | Yes |\n|---|---|\n| Lead | 200 € |\n', 'Lead · Yes: 200 €'],
  ['| Phone | Mail |\n|---|---|\n', 'Phone · Mail'],
  ['Press a | b, or `a | b`.\n', 'Press a | b, or a | b.'],
  ['No table here.\n\n- one\n', 'No table here.\n• one'],
])('%j is quoted as %j', (markdown, words) => {
  expect(quoted(markdown)).toBe(words);
});

test.each([
  ['Use [the form](https://shop.example/form), or the form at hand.\n', [['the form', 'https://shop.example/form']]],
  ['Write to <help@shop.example>.\n', [['help@shop.example', 'mailto:help@shop.example']]],
  [
    '- [one](https://a.example/1)\n- [two](https://b.example/2)\n',
    [
      ['one', 'https://a.example/1'],
      ['two', 'https://b.example/2'],
    ],
  ],
  [
    '| What | Where |\n|---|---|\n| Form | [here](https://a.example/x) |\n| Desk | [there](https://b.example/y) |\n',
    [
      ['here', 'https://a.example/x'],
      ['there', 'https://b.example/y'],
    ],
  ],
  ['Never [this](javascript:alert(1)).\n', []],
  ['\ue001 of their own [here](https://a.example)\n', []],
])('the links of %j stand where they were', (markdown, links) => {
  const found = quotedWithLinks(markdown);

  expect(found?.links.map(({ from, to, url }) => [found.text.slice(from, to), url])).toEqual(links);
  expect(found?.text).not.toMatch(markdown.startsWith('\ue001') ? /\ue000/ : /[\ue000-\uf8ff]/);
});

test('whatever is written, the words are those without links', () => {
  const word = fc.constantFrom(
    'a',
    'the form',
    '**bold**',
    '[here](https://a.example)',
    '<b@c.example>',
    '\ue000',
    '|',
    '\n\n',
    '- ',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      for (const passage of passagesOf(words.join(' '), 'T')) {
        if (passage.text.includes(' | ')) continue;
        const { text, links } = quotedText(passage);
        expect(text).toBe(passage.text);
        for (const { from, to } of links) expect(from).toBeLessThan(to);
      }
    }),
  );
});
