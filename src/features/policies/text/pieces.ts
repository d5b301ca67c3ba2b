/**
 * What a Markdown text says, free of its notation: a flat list of pieces in reading order. Everything that is shown,
 * searched or compared is made from pieces, so the three never disagree about what a text says.
 */

/** A stretch of text in one look. */
export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
  /** http, https or mailto; other addresses are dropped when the text is read. */
  readonly url?: string;
}

export type Style = Omit<Run, 'text'>;

export type Cell = readonly Run[];

export interface Heading {
  readonly kind: 'heading';
  readonly depth: number;
  readonly runs: readonly Run[];
}

/** One line of a list, with what stands in its paragraphs; nested lists are lines with a deeper indent. */
export interface Item {
  readonly kind: 'item';
  readonly indent: number;
  /** Undefined for a bullet. */
  readonly number?: number;
  readonly runs: readonly Run[];
}

export interface Table {
  readonly kind: 'table';
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Piece =
  | Heading
  | Item
  | Table
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'quote'; readonly runs: readonly Run[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

export function textOfRuns(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** The same words in another look. */
export function restyled(runs: readonly Run[], style: Style): Run[] {
  return runs.map((run) => Object.assign({}, run, style));
}

/** A piece as plain text, for search and for comparing. Empty for a rule. */
export function textOfPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'rule':
      return '';
    case 'code':
      return piece.text;
    case 'table':
      return [piece.head, ...piece.rows].map(textOfRow).join('\n');
    case 'item':
      return `${'  '.repeat(piece.indent)}${marker(piece)} ${textOfRuns(piece.runs)}`;
    default:
      return textOfRuns(piece.runs);
  }
}

export function textOfRow(row: readonly Cell[]): string {
  return row.map((cell) => textOfRuns(cell)).join(' | ');
}

/** The text of several pieces, one below the other. */
export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces
    .map(textOfPiece)
    .filter((text) => text.trim() !== '')
    .join('\n');
}

export function marker({ number }: Item): string {
  return number === undefined ? '•' : `${number}.`;
}

export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** A word this long counts as several, so that what is bounded in words is bounded in characters too. */
const LONG_WORD = 12;

/** How much there is to read, in words. */
export function weightOf(pieces: readonly Piece[]): number {
  const text = textOfPieces(pieces);
  return Math.max(countWords(text), Math.ceil(text.length / LONG_WORD));
}
