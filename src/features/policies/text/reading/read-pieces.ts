import type { Token, Tokens } from 'marked';
import { lex } from './lex.ts';
import { marker, type Piece, type Run, textOfRuns } from '../pieces.ts';
import { readHtml } from './read-html.ts';
import { readInline } from './read-inline.ts';
import { joinRuns, tidyRuns } from '../runs.ts';

/** Deeper lists are shown at this depth; Slack knows no more. */
const DEEPEST = 8;

/** What a Markdown text says. Never throws, whatever the text. */
export function piecesOf(markdown: string): Piece[] {
  return blocksOfText(lex(markdown)).flatMap(readBlock);
}

/** Blocks of HTML with nothing but white space between them are read as one, so that a table is not torn. */
export function blocksOfText(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const goesOn = last?.type === 'html' && (token.type === 'html' || token.type === 'space');
    if (last && goesOn) joined[joined.length - 1] = { ...last, raw: last.raw + token.raw };
    else joined.push(token);
  }
  return joined;
}

/** The pieces of one block. */
export function readBlock(token: Token): Piece[] {
  const read = READERS.get(token.type);
  return read ? read(token) : [];
}

/** The tokens of each type are what marked says they are. */
const READERS: ReadonlyMap<string, (token: Token) => Piece[]> = new Map([
  ['heading', (token) => readHeading(token as Tokens.Heading)],
  ['paragraph', readParagraph],
  ['text', readParagraph],
  ['list', (token) => readList(token as Tokens.List, 0)],
  ['blockquote', (token) => readQuote(token as Tokens.Blockquote)],
  ['code', (token): Piece[] => [{ kind: 'code', text: (token as Tokens.Code).text }]],
  ['table', (token) => [readTable(token as Tokens.Table)]],
  ['html', (token) => readHtml(token.raw)],
  ['hr', (): Piece[] => [{ kind: 'rule' }]],
]);

function readHeading({ depth, tokens }: Tokens.Heading): Piece[] {
  return filled({ kind: 'heading', depth, runs: readInline(tokens) });
}

function readParagraph(token: Token): Piece[] {
  return filled({ kind: 'paragraph', runs: readInline((token as Tokens.Paragraph).tokens ?? [token]) });
}

type WithRuns = Extract<Piece, { readonly runs: readonly Run[] }>;

function filled(piece: WithRuns): Piece[] {
  return piece.runs.length > 0 ? [piece] : [];
}

function readTable({ header, rows }: Tokens.Table): Piece {
  return {
    kind: 'table',
    head: header.map((cell) => readInline(cell.tokens)),
    rows: rows.map((row) => row.map((cell) => readInline(cell.tokens))),
  };
}

function readList(list: Tokens.List, indent: number): Piece[] {
  const first = typeof list.start === 'number' ? list.start : 1;
  return list.items.flatMap((item, index) =>
    readItem(item, { indent: Math.min(indent, DEEPEST), ...(list.ordered && { number: first + index }) }),
  );
}

/** The first paragraphs of an item are its line; what no line can hold (code, tables) follows it. */
function readItem(item: Tokens.ListItem, place: { readonly indent: number; readonly number?: number }): Piece[] {
  const lines: Run[][] = [];
  const after: Piece[] = [];
  for (const part of blocksOfText(inlineTogether(item.tokens))) {
    const pieces = part.type === 'list' ? readList(part as Tokens.List, place.indent + 1) : readBlock(part);
    for (const piece of pieces) {
      if (piece.kind === 'paragraph' && after.length === 0) lines.push([...piece.runs]);
      else after.push(piece);
    }
  }
  return [...filled({ kind: 'item', ...place, runs: joinRuns(lines, '\n') }), ...after];
}

/** The box of a task is a token of its own before the words it belongs to. */
function inlineTogether(tokens: readonly Token[]): Token[] {
  const [first, second, ...rest] = tokens;
  if (first?.type !== 'checkbox' || !second) return [...tokens];
  const inner = (second as Tokens.Text).tokens ?? [second];
  const hasBox = inner[0]?.type === 'checkbox';
  return [{ type: 'paragraph', raw: first.raw + second.raw, tokens: hasBox ? inner : [first, ...inner] }, ...rest];
}

/** `> [!NOTE]` of GitHub. */
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/i;

function readQuote(quote: Tokens.Blockquote): Piece[] {
  const pieces: Piece[] = [];
  let lines: Run[][] = [];
  const flush = (): void => {
    pieces.push(...filled({ kind: 'quote', runs: alerted(joinRuns(lines, '\n')) }));
    lines = [];
  };
  for (const piece of blocksOfText(quote.tokens).flatMap(readBlock)) {
    const line = lineOf(piece);
    if (line) lines.push(line);
    else {
      flush();
      pieces.push(piece);
    }
  }
  flush();
  return pieces;
}

function lineOf(piece: Piece): Run[] | undefined {
  switch (piece.kind) {
    case 'heading':
      return piece.runs.map((one) => ({ ...one, bold: true }));
    case 'item':
      return [{ text: `${'  '.repeat(piece.indent)}${marker(piece)} ` }, ...piece.runs];
    case 'paragraph':
    case 'quote':
      return [...piece.runs];
    default:
      return undefined;
  }
}

function alerted(runs: Run[]): Run[] {
  const name = ALERT.exec(textOfRuns(runs))?.[1];
  const [first, ...rest] = runs;
  if (name === undefined || !first) return runs;
  const label = name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
  return tidyRuns([{ text: `${label}: `, bold: true }, { ...first, text: first.text.replace(ALERT, '') }, ...rest]);
}
