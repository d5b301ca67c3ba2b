import { expect, test } from 'vitest';
import { arrangeRows, cellText } from './data-rows.ts';
import type { Cell } from './table.tsx';

const row = (name: string, value: number): Cell[] => [
  { type: 'raw_text', text: name },
  { type: 'raw_number', value, text: `${value} €` },
];
const rows = [row('Lamp', 9), row('Desk', 180), row('Chair 10', 30), row('Chair 9', 30)];

function names(arranged: Cell[][]): string[] {
  return arranged.map((cells) => cellText(cells[0]));
}

test('numbers are sorted by value, texts as people count', () => {
  expect(names(arrangeRows(rows, { column: 1, isDescending: true }, ''))[0]).toBe('Desk');
  expect(names(arrangeRows(rows, { column: 0, isDescending: false }, ''))).toEqual([
    'Chair 9',
    'Chair 10',
    'Desk',
    'Lamp',
  ]);
});

test('a filter keeps rows that hold the words anywhere', () => {
  expect(names(arrangeRows(rows, null, '180 '))).toEqual(['Desk']);
  expect(arrangeRows(rows, null, 'sofa')).toEqual([]);
});
