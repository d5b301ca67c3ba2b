import type { RichTextBlock, TableBlock } from '@slack/types';
import {
  type Cell,
  type Item,
  restyled,
  type Run,
  type Style,
  type Table,
  textOfPiece,
  textOfRuns,
} from '../pieces.ts';
import { showItems } from './show-list.ts';
import { elements, LONGEST_PART, part, type Shown, type Surface } from './shown.ts';

/** What Slack takes in a table of its own. */
const MOST_ROWS = 100;
const MOST_COLUMNS = 20;
const MOST_CHARACTERS = 10_000;
/** As wide as preformatted text is in a form before its lines break. */
const WIDEST = 58;

/**
 * A table as Slack's own where it may stand, else as aligned lines, else (too wide for those) row by row as a list:
 * the first cell in bold, below it what each column says.
 */
export function showTable(table: Table, surface: Surface): Shown[] {
  const fits = table.rows.length < MOST_ROWS && columnsOf(table) <= MOST_COLUMNS;
  const text = textOfPiece(table);
  if (surface === 'message' && fits && text.length <= MOST_CHARACTERS) {
    return [{ kind: 'block', block: tableBlock(table), text }];
  }
  const widths = widthsOf(table);
  const width = widths.reduce((sum, one) => sum + one + 2, 0);
  return width <= WIDEST && !hasLinks(table) ? alignedLines(table, widths) : showItems(rowsAsItems(table));
}

function columnsOf({ head, rows }: Table): number {
  return Math.max(head.length, ...rows.map((row) => row.length));
}

function hasLinks({ head, rows }: Table): boolean {
  return [head, ...rows].flat(2).some((run) => run.url !== undefined);
}

function tableBlock({ head, rows }: Table): TableBlock {
  const columns = columnsOf({ kind: 'table', head, rows });
  const row = (cells: readonly Cell[], look: Style = {}): RichTextBlock[] =>
    Array.from({ length: columns }, (_, column) => cellBlock(restyled(cells[column] ?? [], look)));
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, () => ({ is_wrapped: true })),
    rows: [row(head, { bold: true }), ...rows.map((cells) => row(cells))],
  };
}

function cellBlock(runs: readonly Run[]): RichTextBlock {
  const shown = elements(runs);
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: shown.length > 0 ? shown : [{ type: 'text', text: ' ' }] }],
  };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

function widthOf(text: string): number {
  let width = 0;
  for (const point of text) width += WIDE.test(point) ? 2 : 1;
  return width;
}

function cellText(cell: Cell | undefined): string {
  return textOfRuns(cell ?? []).replace(/\s+/g, ' ');
}

function widthsOf(table: Table): number[] {
  const all = [table.head, ...table.rows];
  return Array.from({ length: columnsOf(table) }, (_, column) =>
    Math.max(...all.map((row) => widthOf(cellText(row[column])))),
  );
}

function alignedLines({ head, rows }: Table, widths: readonly number[]): Shown[] {
  const line = (row: readonly Cell[]): string =>
    widths
      .map((width, column) => padded(cellText(row[column]), width))
      .join('  ')
      .trimEnd();
  const top = `${line(head)}\n${widths.map((width) => '─'.repeat(width)).join('  ')}`;
  const shown: Shown[] = [];
  let text = top;
  const flush = (): void => {
    shown.push(part({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }, [{ text }]));
    text = top;
  };
  for (const row of rows) {
    const next = line(row);
    if (text.length + next.length + 1 > LONGEST_PART) flush();
    text += `\n${next}`;
  }
  flush();
  return shown;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function rowsAsItems({ head, rows }: Table): Item[] {
  if (rows.length === 0)
    return head.filter((cell) => cell.length > 0).map((runs) => ({ kind: 'item', indent: 0, runs }));
  return rows.flatMap((row) => {
    const [first = [], ...others] = row;
    const lead: Item[] = first.length > 0 ? [{ kind: 'item', indent: 0, runs: restyled(first, { bold: true }) }] : [];
    return [...lead, ...others.flatMap((cell, index) => cellItem(head[index + 1], cell, lead.length))];
  });
}

function cellItem(name: Cell | undefined, cell: Cell, indent: number): Item[] {
  if (cell.length === 0) return [];
  const label = cellText(name);
  return [{ kind: 'item', indent, runs: [...(label === '' ? [] : [{ text: `${label}: ` }]), ...cell] }];
}
