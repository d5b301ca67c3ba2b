import { type Cell, type Piece, type Run, type Table, textOfRuns, weightOf } from '../pieces.ts';
import { splitRuns } from '../runs.ts';
import type { Part } from '../reading/sections.ts';
import { markdownOf } from './write-markdown.ts';

/** Cuts a part that is longer than `most` words into parts that are not; a shorter one stays as it is written. */
export function splitPart(part: Part, most: number): Part[] {
  if (weightOf(part.pieces) <= most) return [part];
  const parts: Part[] = [];
  let pieces: Piece[] = [];
  const flush = (): void => {
    if (pieces.length > 0) parts.push({ raw: `${markdownOf(pieces)}\n\n`, pieces });
    pieces = [];
  };
  for (const piece of part.pieces.flatMap((one) => splitPiece(one, most))) {
    if (weightOf([...pieces, piece]) > most) flush();
    pieces.push(piece);
  }
  flush();
  return parts;
}

function splitPiece(piece: Piece, most: number): Piece[] {
  if (weightOf([piece]) <= most) return [piece];
  switch (piece.kind) {
    case 'table':
      return splitTable(piece, most);
    case 'code':
      return splitBy(piece.text, most, splitLines, (text) => ({ kind: 'code', text }));
    case 'rule':
      return [piece];
    default:
      return splitBy(piece.runs, most, halves, (runs) => ({ ...piece, runs }));
  }
}

/** Rows are kept whole, below the head of the table again; a row that is too long alone becomes paragraphs. */
function splitTable({ head, rows }: Table, most: number): Piece[] {
  const pieces: Piece[] = [];
  let kept: (readonly Cell[])[] = [];
  const table = (some: readonly (readonly Cell[])[]): Piece => ({ kind: 'table', head, rows: some });
  for (const row of rows) {
    const isFull = kept.length > 0 && weightOf([table([...kept, row])]) > most;
    if (isFull) {
      pieces.push(table(kept));
      kept = [];
    }
    if (weightOf([table([row])]) > most) pieces.push(...rowAsParagraphs(head, row, most));
    else kept.push(row);
  }
  if (kept.length > 0) pieces.push(table(kept));
  return pieces;
}

function rowAsParagraphs(head: readonly Cell[], row: readonly Cell[], most: number): Piece[] {
  const columns = Array.from({ length: Math.max(head.length, row.length) }, (_, column) => {
    const name = textOfRuns(head[column] ?? []);
    return [...(name === '' ? [] : [{ text: `${name}: `, bold: true as const }]), ...(row[column] ?? [])];
  });
  return columns
    .filter((runs) => runs.length > 0)
    .flatMap((runs): Piece[] => splitPiece({ kind: 'paragraph', runs }, most));
}

/** Halves until each part is short enough. */
function splitBy<Content>(
  content: Content,
  most: number,
  halve: (content: Content) => readonly Content[],
  pieceOf: (content: Content) => Piece,
): Piece[] {
  const piece = pieceOf(content);
  if (weightOf([piece]) <= most) return [piece];
  const parts = halve(content);
  return parts.length < 2 ? [piece] : parts.flatMap((part) => splitBy(part, most, halve, pieceOf));
}

function halves(runs: readonly Run[]): Run[][] {
  return splitRuns(runs, Math.ceil((textOfRuns(runs).length * 2) / 3));
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  const middle = Math.ceil(lines.length / 2);
  if (lines.length > 1) return [lines.slice(0, middle).join('\n'), lines.slice(middle).join('\n')];
  const points = Array.from(text);
  const half = Math.ceil(points.length / 2);
  return points.length > 1 ? [points.slice(0, half).join(''), points.slice(half).join('')] : [text];
}
