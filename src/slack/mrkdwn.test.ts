import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, clip, clipMarkup, code, dateToken, escapeMrkdwn, inline, link, mention } from './mrkdwn.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('<', '>', '&', '|', '!', '@', '\n', '`', '👩‍💻'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});

describe('escaping', () => {
  test('changes & < > and nothing else', () => {
    expect(escapeMrkdwn(`<!channel> & "*R&D*"`)).toBe('&lt;!channel&gt; &amp; "*R&amp;D*"');
  });

  test('shows text that looks escaped as it was typed', () => {
    expect(escapeMrkdwn('&lt;!here&gt;')).toBe('&amp;lt;!here&amp;gt;');
  });

  test('no < or > of a person survives in any helper', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
        expect(inline(text)).not.toMatch(/[<>\n]/);
        expect(code(text)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('a line end in a name makes no line of its own', () => {
    expect(inline('Acme\n*Escalation closed*')).toBe('Acme ∗Escalation closed∗');
  });
});

describe('text of people inside a line of ours', () => {
  test.each([
    ['@here <!channel> *Ice delivery*', '@here &lt;!channel&gt; ∗Ice delivery∗'],
    ['_soon_, ~never~', 'ˍsoonˍ, ∼never∼'],
    ['```rm -rf``` and a`b`c', 'ˋˋˋrm -rfˋˋˋ and aˋbˋc'],
    ['> said she', '› said she'],
  ])('shows the marks of %s and formats nothing', (typed, shown) => {
    expect(inline(typed)).toBe(shown);
  });

  test.each(['order_12_b', '2*3*4', 'https://desk.example/a_b?c=2*3', 'ORD-7 > 5 :tada:'])(
    'is copied as it was typed where Slack formats nothing: %s',
    (typed) => {
      expect(inline(typed)).toBe(escapeMrkdwn(typed));
    },
  );

  test('keeps its own characters in what is there to be typed', () => {
    expect(code('/policy find *new* a_b_ ~')).toBe('`/policy find *new* a_b_ ~`');
  });
});

describe('what we make', () => {
  test('a mention only of an id', () => {
    expect(mention('U0ANA')).toBe('<@U0ANA>');
    expect(mention('U0ANA> <!channel')).toBe('U0ANA&gt; &lt;!channel');
  });

  test.each([
    ['https://desk.example/t/1', '<https://desk.example/t/1|Ticket>'],
    ['https://desk.example/?a=1&b=<c>|d', '<https://desk.example/?a=1&amp;b=%3Cc%3E%7Cd|Ticket>'],
    ['javascript:alert(1)', 'Ticket'],
    ['slack://user?team=T1&id=U1', 'Ticket'],
    ['desk.example/t/1', 'Ticket'],
  ])('a link only to the web: %s', (url, shown) => {
    expect(link(url, 'Ticket')).toBe(shown);
  });

  test('links and dates stay one control sequence whatever is put in', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), anyText, (url, label) => {
        expect(link(url, label)).toMatch(/^<https?:[^<>|\s]+\|[^<>]*>$/);
        expect(dateToken(new Date(0), '{time}', label)).toMatch(/^<!date\^0\^\{time\}\|[^<>|]*>$/);
      }),
    );
  });
});

describe('clipping', () => {
  test('counts code points, not UTF-16 units', () => {
    expect(clip('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
    expect(clip('😀'.repeat(11), 10)).toBe(`${'😀'.repeat(9)}…`);
  });

  test('leaves whole emoji and entities', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const plainly = clip(cleanText(text), max);
        const escaped = clipMarkup(escapeMrkdwn(cleanText(text)), max);

        expect(Array.from(plainly).length).toBeLessThanOrEqual(max);
        expect(Array.from(escaped).length).toBeLessThanOrEqual(max);
        expect(plainly).not.toMatch(/\p{Cs}/u);
        expect(escaped.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
      }),
    );
  });

  test('does not cut a mention of ours in two', () => {
    expect(clipMarkup('Ask <@U0LEO> or somebody else', 10)).toBe('Ask…');
  });
});

describe('cleaning', () => {
  test('drops what the database or the eye cannot take, keeps emoji', () => {
    expect(cleanText('\0nul\u202egnp.exe \ud83d x 👩‍💻\r\ny\u2028z\t!')).toBe('nulgnp.exe  x 👩‍💻\ny\nz\t!');
  });

  test('cleaned text is well formed, free of controls, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
        const cleaned = cleanText(text);

        expect(cleaned).not.toMatch(/\p{Cs}/u);
        expect(cleaned).not.toMatch(/(?![\t\n])\p{Cc}/u);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});
