import type { Span } from '../../../../search/index.ts';
import { type Cell, type Piece, type Run } from '../pieces.ts';

/** A link in a quoted text: where its words stand, and whereto it leads. */
export interface Link extends Span {
  readonly url: string;
}

// Characters of nobody's writing stand around the words of a link while a text is put together: the first says which it is.
const FIRST_OPENING = 0xe001;
const CLOSING = '\ue000';
const MOST_LINKS = 1000;
const MARKS = /[\ue000-\uf8ff]/;

/** The same pieces with their links marked; as they are where they cannot be. */
export function withMarks(pieces: readonly Piece[], markdown: string): Marked {
  const urls: string[] = [];
  if (MARKS.test(markdown)) return { pieces, urls };
  const mark = (run: Run): Run => {
    if (run.url === undefined || urls.length >= MOST_LINKS) return run;
    urls.push(run.url);
    return { ...run, text: `${String.fromCharCode(FIRST_OPENING + urls.length - 1)}${run.text}${CLOSING}` };
  };
  return { pieces: pieces.map((piece) => markedPiece(piece, (runs) => runs.map(mark))), urls };
}

export interface Marked {
  readonly pieces: readonly Piece[];
  /** By the number of each mark. */
  readonly urls: readonly string[];
}

function markedPiece(piece: Piece, mark: (runs: Cell) => Cell): Piece {
  switch (piece.kind) {
    case 'table':
      return { ...piece, head: piece.head.map(mark), rows: piece.rows.map((row) => row.map(mark)) };
    case 'code':
    case 'rule':
      return piece;
    default:
      return { ...piece, runs: mark(piece.runs) };
  }
}

export function withoutMarks(text: string): string {
  return text.replaceAll(new RegExp(MARKS, 'g'), '');
}

/** A text that was put together of marked pieces, without the marks, and where its links stand. */
export function readMarks(
  marked: string,
  urls: readonly string[],
): { readonly text: string; readonly links: readonly Link[] } {
  if (urls.length === 0) return { text: marked, links: [] };
  const links: Link[] = [];
  let text = '';
  let open: { readonly from: number; readonly url: string } | undefined;
  for (const part of marked.split(/([\ue000-\uf8ff])/)) {
    const url = urls[part.charCodeAt(0) - FIRST_OPENING];
    if (part === CLOSING) {
      if (open && text.length > open.from) links.push({ ...open, to: text.length });
      open = undefined;
    } else if (url !== undefined && part.length === 1 && MARKS.test(part)) open = { from: text.length, url };
    else text += part;
  }
  return { text, links };
}
