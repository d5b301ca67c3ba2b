import { type Cell, type Piece, type Table, textOfPieces, textOfRuns } from './pieces.ts';
import { piecesOf } from './read-pieces.ts';

interface Quoted {
  readonly markdown: string;
  /** As it is searched. */
  readonly text: string;
}

/** A passage as it is quoted: the row of a table says of each cell what it is, `Amount: up to 50 € · Who may say yes: agent`. */
export function quotedText({ markdown, text }: Quoted): string {
  return text.includes(' | ') ? textOfPieces(piecesOf(markdown).flatMap(readable)) : text;
}

function readable(piece: Piece): readonly Piece[] {
  return piece.kind === 'table' ? linesOf(piece).map((text) => ({ kind: 'paragraph', runs: [{ text }] })) : [piece];
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
