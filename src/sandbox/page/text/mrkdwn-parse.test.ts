import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Inline, parseInline, parseMrkdwn } from './mrkdwn-parse.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('escapes', () => {
  test('escaped markup is shown as typed and never comes alive', () => {
    expect(parseInline('&lt;!channel&gt; &amp;lt;')).toEqual([text('<!channel> &lt;')]);
  });

  test('an angle bracket without a control is text', () => {
    expect(parseInline('a <b> c')).toEqual([text('a <b> c')]);
  });

  test('whatever is escaped once reads as it was typed', () => {
    fc.assert(
      fc.property(
        fc.string().filter((typed) => !/[*_~`:\nh>]/.test(typed)),
        (typed) => {
          const stored = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

          const nodes = parseInline(stored);

          expect(nodes).toEqual(typed ? [text(typed)] : []);
        },
      ),
    );
  });
});

describe('controls', () => {
  test.each([
    ['<@U0ANA>', { kind: 'user', id: 'U0ANA', label: '' }],
    ['<#C0CARE|care>', { kind: 'channel', id: 'C0CARE', label: 'care' }],
    ['<!here>', { kind: 'broadcast', id: 'here', label: '' }],
    ['<!subteam^S1|@leads>', { kind: 'group', id: 'S1', label: '@leads' }],
    [
      '<https://x.test/?a=1&amp;b=2|the &lt;page&gt;>',
      { kind: 'link', url: 'https://x.test/?a=1&b=2', label: 'the <page>' },
    ],
    [
      '<!date^1700000000^{date_short} {time}^https://x.test|some day>',
      {
        kind: 'date',
        seconds: 1_700_000_000,
        format: '{date_short} {time}',
        url: 'https://x.test',
        fallback: 'some day',
      },
    ],
  ])('%s', (stored, node) => {
    expect(parseInline(stored)).toEqual([node]);
  });

  test('a bare address in a verbatim text is text, also where it is bold', () => {
    const all = parseInline('see https://x.test and *https://y.test*', { verbatim: true });

    expect(all).toEqual([text('see https://x.test and '), { kind: 'bold', children: [text('https://y.test')] }]);
  });

  test('a bare address becomes a link without the stop that ends its sentence', () => {
    expect(parseInline('see https://x.test/a.')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://x.test/a', label: '' },
      text('.'),
    ]);
  });
});

describe('emphasis', () => {
  test.each([
    ['*b*', [{ kind: 'bold', children: [text('b')] }]],
    ['*_bi_*', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('bi')] }] }]],
    ['snake_case_name', [text('snake_case_name')]],
    ['2*3*4', [text('2*3*4')]],
    ['* not bold *', [text('* not bold *')]],
    ['*no\nend*', [text('*no\nend*')]],
    ['`*code*`', [{ kind: 'code', text: '*code*' }]],
    [':tada: :nobody_knows:', [{ kind: 'emoji', name: 'tada' }, text(' :nobody_knows:')]],
  ])('%s', (stored, nodes) => {
    expect(parseInline(stored)).toEqual(nodes);
  });
});

describe('paragraphs', () => {
  test('quotes, code and plain lines stand apart', () => {
    const paragraphs = parseMrkdwn('plain\n&gt; quoted\n&gt; more\n```\nlet a = 1 &lt; 2;\n```\nend');

    expect(paragraphs).toEqual([
      { kind: 'plain', children: [text('plain')] },
      { kind: 'quote', children: [text('quoted\nmore')] },
      { kind: 'pre', text: 'let a = 1 < 2;' },
      { kind: 'plain', children: [text('end')] },
    ]);
  });

  test('three marks quote all that follows', () => {
    expect(parseMrkdwn('&gt;&gt;&gt; a\nb')).toEqual([{ kind: 'quote', children: [text('a\nb')] }]);
  });

  test('a fence that never ends is text', () => {
    expect(parseMrkdwn('```open')).toEqual([{ kind: 'plain', children: [text('```open')] }]);
  });
});
