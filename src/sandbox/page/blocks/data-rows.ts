/** What sorting and filtering do to the rows of a data table. */
import type { RichTextBlock } from '@slack/types';
import type { Cell } from './table.tsx';

export interface Order {
  column: number;
  isDescending: boolean;
}

/** The rows that hold the words, in order; without an order as they were. */
export function arrangeRows(rows: Cell[][], order: Order | null, filter: string): Cell[][] {
  const wanted = filter.trim().toLowerCase();
  const kept = rows.filter((row) => row.some((cell) => cellText(cell).toLowerCase().includes(wanted)));
  if (!order) return kept;
  const sign = order.isDescending ? -1 : 1;
  return kept.toSorted((one, other) => sign * compareCells(one[order.column], other[order.column]));
}

/** Numbers by value, anything else by its text. */
function compareCells(one: Cell | undefined, other: Cell | undefined): number {
  if (one?.type === 'raw_number' && other?.type === 'raw_number') return one.value - other.value;
  return cellText(one).localeCompare(cellText(other), 'en', { numeric: true });
}

export function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  return cell.type === 'rich_text' ? richTextOf(cell) : cell.text;
}

/** The words of rich text, without their looks. */
export function richTextOf(block: RichTextBlock): string {
  const sections = block.elements.flatMap((part) => (part.type === 'rich_text_list' ? part.elements : [part]));
  return sections.map((section) => section.elements.map(wordsOf).join('')).join('\n');
}

function wordsOf(run: object): string {
  if ('text' in run && typeof run.text === 'string') return run.text;
  if ('url' in run && typeof run.url === 'string') return run.url;
  return 'name' in run && typeof run.name === 'string' ? `:${run.name}:` : '';
}
