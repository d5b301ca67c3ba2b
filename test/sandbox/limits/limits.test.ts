import { assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTS } from './counts.ts';
import { ACCEPTED, refused, standIn } from './stand-in.ts';
import { TEXTS, type TextRow } from './texts.ts';
import type { Sent } from './ways-in.ts';

const slack = standIn();

/** A text of so many code points; a URL where one is wanted. */
function textOf(length: number, { kind }: TextRow, letter = 'x'): string {
  const start = kind === 'url' ? 'https://a.example/' : '';
  return length < start.length ? letter.repeat(length) : start + letter.repeat(length - start.length);
}

describe('a text', () => {
  it.each(TEXTS.map((row, index) => [`${row.entry} (${index})`, row] as const))(
    '%s is not too long',
    async (_name, row) => {
      const tooLong = row.make(textOf(row.max + 1, row));

      expect(await slack.outcome(row.make(textOf(row.max, row)))).toEqual(ACCEPTED);
      expect(await slack.outcome(tooLong)).toEqual(refused(tooLong, row.at === undefined ? {} : { at: row.at }));
    },
  );

  const filled = TEXTS.filter(({ min }) => min !== undefined);
  it.each(filled.map((row, index) => [`${row.entry} (${index})`, row] as const))(
    '%s is not empty',
    async (_name, { make, kind, codeOfEmpty, at }) => {
      const empty = make('');
      const expected = { ...(codeOfEmpty ? { code: codeOfEmpty } : {}), ...(at ? { at } : {}) };

      expect(await slack.outcome(make(kind === 'url' ? 'https://a' : 'a'))).toEqual(ACCEPTED);
      expect(await slack.outcome(empty)).toEqual(refused(empty, expected));
    },
  );

  it('is as long as it has code points, whatever they look like', async () => {
    const anyRow = constantFrom(...TEXTS);
    const letter = constantFrom('x', 'ß', '日', '😀', '\u{1F1E9}');
    const over = integer({ min: -3, max: 3 });

    await assert(
      asyncProperty(anyRow, letter, over, async (row, character, more) => {
        const { error } = await slack.outcome(row.make(textOf(row.max + more, row, character)));
        expect(error === 'none').toBe(more <= 0);
      }),
      { numRuns: 80 },
    );
  });
});

describe('a number', () => {
  it.each(COUNTS.map((row, index) => [`${row.entry} (${index})`, row] as const))(
    '%s is within its limits',
    async (_name, { min, max, at, make }) => {
      const fine: Sent[] = [make(max ?? 1000), make(min ?? 1)];
      const wrong: Sent[] = [
        ...(max === undefined ? [] : [make(max + 1)]),
        ...(min === undefined ? [] : [make(min - 1)]),
      ];

      for (const sent of fine) expect(await slack.outcome(sent)).toEqual(ACCEPTED);
      for (const sent of wrong)
        expect(await slack.outcome(sent)).toEqual(refused(sent, at === undefined ? {} : { at }));
    },
  );
});
