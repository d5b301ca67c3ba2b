import type { Span } from '../../../search/index.ts';
import { type Cell, type Piece, type Table, textOfPieces, textOfRuns } from './pieces.ts';
import { piecesOf } from './read-pieces.ts';

interface Quoted {
  readonly markdown: string;
  /** As it is searched. */
  readonly text: string;
}

/** Which rows of a table are quoted, of all of them as lines. */
export type PickRows = (lines: readonly string[]) => readonly string[];

/**
 * A passage as it is quoted: the row of a table says of each cell what it is, `Amount: up to 50 € · Who may say yes: agent`.
 * All rows, unless others are picked.
 */
export function quotedText({ markdown, text }: Quoted, pick: PickRows = (lines) => lines): string {
  if (!text.includes(' | ')) return text;
  const readable = (piece: Piece): readonly Piece[] =>
    piece.kind === 'table'
      ? pick(linesOf(piece)).map((line) => ({ kind: 'paragraph', runs: [{ text: line }] }))
      : [piece];
  return textOfPieces(piecesOf(markdown).flatMap(readable));
}

/** Where headings stand in a passage as it is quoted: one of several short sections has their names inside. */
export function headingsIn(quote: string, markdown: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const piece of piecesOf(markdown)) {
    if (piece.kind !== 'heading') continue;
    const line = textOfRuns(piece.runs);
    const from = line === '' ? -1 : `${quote}\n`.indexOf(`${line}\n`, at);
    if (from < 0 || (from > 0 && quote[from - 1] !== '\n')) continue;
    at = from + line.length;
    spans.push({ from, to: at });
  }
  return spans;
}

function linesOf({ head, rows }: Table): readonly string[] {
  if (rows.length === 0) return [joined(head.map(cellText))];
  return rows.map((row) => joined(row.map((cell, column) => named(cellText(head[column] ?? []), cellText(cell)))));
}

function named(name: string, said: string): string {
  return name === '' || said === '' ? said : `${name}: ${said}`;
}

function joined(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join(' · ');
}

function cellText(cell: Cell): string {
  return textOfRuns(cell).replace(/\s+/g, ' ').trim();
}
