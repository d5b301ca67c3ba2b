import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import { csvFormat, fromInert, inert } from './spreadsheet.ts';

test.each(['=1+1', '+49 30 1', '-5', '@SUM(A1)', '\t=1', '＝1', "'=1"])('%j is text in a spreadsheet', (cell) => {
  expect(inert(cell)).toBe(`'${cell}`);
});

test.each(['Ana', '', "it's", "'tis", '1-2', 7, null])('%j stays as it is', (cell) => {
  expect(inert(cell)).toBe(cell);
});

test('every cell can be read back', () => {
  const cells = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom("'", '=', '+', '-', 'a', '@')).map((parts) => parts.join('')),
  );

  fc.assert(
    fc.property(cells, (cell) => {
      expect(fromInert(inert(cell))).toBe(cell);
    }),
  );
});

test('a cell of several lines stays one cell', () => {
  expect(stringify([['first\nsecond', 'third']], csvFormat)).toBe('"first\nsecond",third\r\n');
});
