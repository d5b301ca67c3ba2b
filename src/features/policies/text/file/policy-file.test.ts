import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanMarkdown } from '../reading/lex.ts';
import { NO_FRONT_MATTER } from './front-matter-types.ts';
import { readPolicyFile, writePolicyFile } from './policy-file.ts';

const read = (...lines: string[]) => readPolicyFile('a.md', ['---', ...lines, '---', '', 'Body.'].join('\n'));

describe('the title', () => {
  test.each([
    ['---\ntitle: From the matter\n---\n# From the text', 'From the matter'],
    ['Before\n\n# From *the* text {#own-id}\n\n# Second', 'From the text'],
    ['From the text\n=============\n', 'From the text'],
    ['## Only small headings', 'Late returns'],
    ['---\ntitle: ""\n---\ntext', 'Late returns'],
    ['', 'Late returns'],
  ])('of %j', (text, title) => {
    expect(readPolicyFile('refunds/late-returns.md', text).title).toBe(title);
  });

  test('of an index is the name of its folder', () => {
    expect(readPolicyFile('shop/gift_cards/index.md', 'text').title).toBe('Gift cards');
  });

  test('is never empty nor long', () => {
    expect(readPolicyFile('', '').title).toBe('Untitled');
    expect(Array.from(readPolicyFile('a.md', `# ${'😀'.repeat(500)}`).title)).toHaveLength(200);
  });
});

describe('front matter', () => {
  test('is read by its known keys, a word or a list, and the rest is kept', () => {
    const { frontMatter: found, body } = read(
      'title: "Refunds: the rules"',
      'owner: "@maya"',
      'product: Shoes, Bags',
      'channel: [chat, phone]',
      'teams:\n  - Northwind Care',
      'effective_from: 2026-11-22',
      'Review-Interval-Days: 30',
      'questions:\n  - How long, roughly, does it take?',
      'aliases: Money back, please',
      'layout: page',
      'weight: 3',
    );

    expect(found).toEqual({
      ...NO_FRONT_MATTER,
      title: 'Refunds: the rules',
      owner: '@maya',
      product: ['Shoes', 'Bags'],
      channel: ['chat', 'phone'],
      teams: ['Northwind Care'],
      effectiveFrom: '2026-11-22',
      reviewIntervalDays: 30,
      aliases: ['How long, roughly, does it take?', 'Money back, please'],
      others: { layout: 'page', weight: 3 },
    });
    expect(body).toBe('Body.');
  });

  test.each([
    [['owner: maya', 'title: Refunds: the rules'], 3, 'needs quotes'],
    [['roles: agent', 'roles: lead'], 3, 'twice'],
    [['title: "open'], 2, 'not closed'],
    [['expires: someday'], 2, 'a date like'],
    [['title: a', 'review_interval_days: often'], 3, 'a number of days'],
    [['roles: {a: b}'], 2, 'a word or a list'],
    [['title: [a, b]'], 2, 'one line of text'],
  ])('says in which line it cannot be read: %j', (lines, line, words) => {
    const { problems, body } = read(...lines);

    expect(problems).toMatchObject([{ line, isSerious: true, message: expect.stringContaining(words) }]);
    expect(body).toBe('Body.');
  });

  test('that repeats itself without end is refused', () => {
    const lines = [
      'a: &a [x, x, x]',
      ...['b', 'c', 'd', 'e'].map((name, index) => `${name}: &${name} [${`*${'abcd'[index] ?? ''}, `.repeat(9)}1]`),
    ];

    expect(read(...lines).problems).toMatchObject([{ isSerious: true }]);
  });

  test('of Hugo in TOML is told, not taken for text', () => {
    const { body, problems } = readPolicyFile('a.md', '+++\ntitle = "x"\n+++\n\nBody.');

    expect(body).toBe('Body.');
    expect(problems).toMatchObject([{ line: 1, isSerious: true }]);
  });

  test('is not what two rules enclose', () => {
    expect(readPolicyFile('a.md', '---\n\nWords\n\n---\n').body).toBe('---\n\nWords\n\n---\n');
  });
});

describe('files of other programs', () => {
  const text = '---\r\ntitle: Überweisung\r\n---\r\n\r\nZeile\r\n';
  const utf16 = Buffer.from(text, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16 of the other order', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['UTF-16 without its mark', utf16],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('in %s are read', (_, bytes) => {
    expect(readPolicyFile('a.md', bytes)).toMatchObject({ title: 'Überweisung', body: 'Zeile\n', problems: [] });
  });

  test('what a website would fill in is told with its line', () => {
    const { problems } = readPolicyFile('a.md', '---\ntitle: a\n---\n\nWrite to {{ site.email }}.\n');

    expect(problems).toMatchObject([
      { line: 5, isSerious: false, message: expect.stringContaining('{{ site.email }}') },
    ]);
  });
});

const word = fc
  .stringMatching(/^[\p{L}\p{N}?!'"#:&*|<>{}[\] -]{1,20}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== '');
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ').replace(/\s+/g, ' '));
const list = fc.uniqueArray(phrase, { maxLength: 4 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const matter = fc
  .record({
    title: optional(phrase),
    owner: optional(phrase),
    language: optional(phrase),
    section: list,
    product: list,
    channel: list,
    region: list,
    audience: list,
    teams: list,
    roles: list,
    keywords: list,
    aliases: list,
    effectiveFrom: optional(day),
    expires: optional(day),
    reviewIntervalDays: optional(fc.integer({ min: 1, max: 1100 })),
    others: fc.dictionary(
      fc.stringMatching(/^x_[a-z]{1,8}$/),
      fc.oneof(
        phrase,
        fc.integer(),
        fc.boolean(),
        list.filter((some) => some.length > 0),
      ),
      { noNullPrototype: true },
    ),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never);

test('a policy written and read again is the same policy', () => {
  const body = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('---\na: b\n---\n', '+++\n+++\n', '\n\nx', '\ufeffx', ''))
    .map(cleanMarkdown);
  fc.assert(
    fc.property(matter, body, (frontMatter, text) => {
      const again = readPolicyFile('a.md', writePolicyFile({ frontMatter, body: text }));

      expect(again.problems.filter(({ isSerious }) => isSerious)).toEqual([]);
      expect(again.frontMatter).toEqual(frontMatter);
      expect(again.body).toBe(text);
    }),
  );
});

test('nothing makes the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(
        readPolicyFile('a.md', Buffer.concat([Buffer.from('---\n'), bytes, Buffer.from('\n---\n')])).title,
      ).not.toBe('');
    }),
  );
});
