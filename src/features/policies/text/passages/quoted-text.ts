import type { Span } from '../../../../search/index.ts';
import { type Cell, type Piece, type Table, textOfPieces, textOfRuns } from '../pieces.ts';
import { type Link, readMarks, withMarks, withoutMarks } from './quoted-links.ts';
import { piecesOf } from '../reading/read-pieces.ts';

interface Quoted {
  readonly markdown: string;
  /** As it is searched. */
  readonly text: string;
}

/** A row of a table as a line; in its cells the names of the columns do not stand. */
export interface QuotedRow {
  readonly line: string;
  /** The first one says what the row is about. */
  readonly cells: readonly string[];
}

/** What is quoted of the rows of a table, as lines. */
export type PickRows = (rows: readonly QuotedRow[]) => readonly string[];

/** A passage as it is quoted, with its links. */
export interface QuotedText {
  readonly text: string;
  readonly links: readonly Link[];
}

/**
 * A passage as it is quoted: the row of a table says of each cell what it is, `Amount: up to 50 € · Who may say yes: agent`.
 * All rows, unless others are picked.
 */
export function quotedText(
  { markdown, text }: Quoted,
  pick: PickRows = (rows) => rows.map(({ line }) => line),
): QuotedText {
  const hasTable = text.includes(' | ');
  if (!hasTable && !/]\(|:\/\/|@|<a /i.test(markdown)) return { text, links: [] };
  const { pieces, urls } = withMarks(piecesOf(markdown), markdown);
  const readable = (piece: Piece): readonly Piece[] =>
    piece.kind === 'table'
      ? pick(rowsOf(piece)).map((line) => ({ kind: 'paragraph', runs: [{ text: line }] }))
      : [piece];
  const quoted = readMarks(textOfPieces(hasTable ? pieces.flatMap(readable) : pieces), urls);
  return hasTable || quoted.text === text ? quoted : { text, links: [] };
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

function rowsOf({ head, rows }: Table): readonly QuotedRow[] {
  const names = head.map(cellText);
  if (rows.length === 0) return [{ line: joined(names), cells: names.map(withoutMarks) }];
  return rows.map((row) => {
    const cells = row.map(cellText);
    const line = joined(cells.map((cell, column) => named(names[column] ?? '', cell)));
    return { line, cells: cells.map(withoutMarks) };
  });
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
