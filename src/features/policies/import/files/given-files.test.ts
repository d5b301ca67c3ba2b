import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleOf, filesOfBundle } from './bundle.ts';
import { readGiven, tidyPath } from './given-files.ts';

test.each([
  ['./money/refunds.md', 'money/refunds.md'],
  [String.raw`money\refunds.md`, 'money/refunds.md'],
  ['../../etc/passwd.md', 'etc/passwd.md'],
  ['/a//b/./c: d?.md', 'a/b/c_ d_.md'],
  ['a\u0000b\u202e.md', 'ab.md'],
  ['..', 'policy.md'],
])('the path %j is kept as %j', (path, tidy) => {
  expect(tidyPath(path)).toBe(tidy);
});

test('a path is short, stays in its folder, and is kept as it is once it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (path) => {
      const tidy = tidyPath(path);

      expect(tidyPath(tidy)).toBe(tidy);
      expect(Array.from(tidy).length).toBeLessThanOrEqual(400);
      expect(tidy.split('/')).not.toContain('..');
      expect(tidy).not.toMatch(/^\//);
      expect(tidy).not.toContain('\u0000');
    }),
  );
  const long = (word: string) => tidyPath(`${'x'.repeat(100)}${word}${'y'.repeat(100)}.md`);
  expect(long('one')).not.toBe(long('two'));
});

test('what is no text, or too much of it, is a problem and no policy', () => {
  expect(readGiven('a.md', Buffer.alloc(8_000_001, 'x'))).toMatchObject({ files: [], problems: [{ path: 'a.md' }] });
  expect(readGiven('a.md', Buffer.from('Grüße', 'latin1')).files).toEqual([{ path: 'a.md', content: 'Grüße' }]);
});

const WORD = 'This is a document of Word or another office program, or a ZIP file.';

test.each([
  ['%PDF-1.7\n', 'This is a PDF.'],
  [String.raw`{\rtf1\ansi Text}`, 'This is a document of a word processor (RTF).'],
  ['PK\u0003\u0004\u0014\u0000', WORD],
  ['\u00d0\u00cf\u0011\u00e0', WORD],
  ['\u0089PNG\r\n', 'This is a picture.'],
  ['GIF89a', 'This is a picture.'],
])('of %j it says what it is, of no line, and what to do', (beginning, what) => {
  const { files, problems } = readGiven('a.md', Buffer.from(beginning, 'latin1'));

  expect(files).toEqual([]);
  expect(problems).toEqual([{ path: 'a.md', message: `${what} Save it as text, such as refunds.md, and give that.` }]);
});

test.each([
  ['# Refunds\n\nTen\u0000 days.\n', 3],
  ['# Refunds\r\n\r\nTen days.\r\n\u0000', 4],
  ['\u0001\u0002 A\n', 1],
])('characters that no text has are named by their line, in %j', (content, line) => {
  const { problems } = readGiven('a.md', Buffer.from(content));

  expect(problems).toEqual([{ path: 'a.md', line, message: expect.stringMatching(/^Here stand characters/) }]);
});

test('many policies in one file are the same policies again', () => {
  const path = fc
    .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));
  const content = fc.oneof(fc.string(), fc.constantFrom('<!-- floorwalker policies 000000000000 -->\n', '\n\n', ''));
  fc.assert(
    fc.property(fc.array(fc.record({ path, content }), { maxLength: 5 }), (files) => {
      const bundle = bundleOf(files);

      expect(filesOfBundle(bundle)).toEqual(files);
      const nested = bundleOf([{ path: 'all.md', content: bundle }]);
      expect(filesOfBundle(nested)).toEqual([{ path: 'all.md', content: bundle }]);
    }),
  );
  expect(filesOfBundle('# A policy\n')).toBeUndefined();
});
