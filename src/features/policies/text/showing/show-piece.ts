import { divider, header } from '../../../../slack/blocks.ts';
import { type Item, type Piece, restyled, type Run, textOfRuns } from '../pieces.ts';
import { splitRuns } from '../runs.ts';
import { showItems } from './show-list.ts';
import { showTable } from './show-table.ts';
import { elements, LONGEST_PART, part, type Shown, type Surface } from './shown.ts';

/** Headings below these are a bold line. */
const LARGE = 2;

/** What pieces look like in Slack. Every text stands in rich text or plain text, where no character of it is markup. */
export function showPieces(pieces: readonly Piece[], surface: Surface): Shown[] {
  const shown: Shown[] = [];
  let hasTable = surface === 'view';
  for (const group of groupItems(pieces)) {
    const [first] = group;
    if (first?.kind === 'item') shown.push(...showItems(group as Item[]));
    else if (first?.kind === 'table') {
      const table = showTable(first, hasTable ? 'view' : 'message');
      hasTable ||= table.some((one) => one.kind === 'block');
      shown.push(...table);
    } else if (first) shown.push(...showPiece(first));
  }
  return shown;
}

function showPiece(piece: Exclude<Piece, { kind: 'item' | 'table' }>): Shown[] {
  switch (piece.kind) {
    case 'heading':
      return showHeading(piece.depth, piece.runs);
    case 'paragraph':
      return splitRuns(piece.runs, LONGEST_PART).map((runs) =>
        part({ type: 'rich_text_section', elements: elements(runs) }, runs),
      );
    case 'quote':
      return splitRuns(piece.runs, LONGEST_PART).map((runs) =>
        part({ type: 'rich_text_quote', elements: elements(runs) }, runs),
      );
    case 'code':
      return showCode(piece.text);
    default:
      return [{ kind: 'block', block: divider(), text: '' }];
  }
}

function showHeading(depth: number, runs: readonly Run[]): Shown[] {
  const text = textOfRuns(runs).replace(/\s+/g, ' ');
  const isPlain = !runs.some((run) => run.url !== undefined);
  if (depth <= LARGE && isPlain && Array.from(text).length <= 150) {
    return [{ kind: 'block', block: header(text), level: depth, text }];
  }
  return splitRuns(restyled(runs, { bold: true }), LONGEST_PART).map((some, index) =>
    part({ type: 'rich_text_section', elements: elements(some) }, some, index === 0 ? depth : undefined),
  );
}

/** Lines are kept whole where they fit. */
function showCode(text: string): Shown[] {
  const runs = [{ text: text.replace(/\s+$/, '') }];
  const chunks: string[] = [];
  let chunk = '';
  for (const line of textOfRuns(runs).split('\n').flatMap(shortLines)) {
    if (chunk !== '' && chunk.length + line.length + 1 > LONGEST_PART) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk = chunk === '' ? line : `${chunk}\n${line}`;
  }
  if (chunk.trim() !== '') chunks.push(chunk);
  return chunks.map((one) =>
    part({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: one }] }, [{ text: one }]),
  );
}

function shortLines(line: string): string[] {
  if (line.length <= LONGEST_PART) return [line];
  const points = Array.from(line);
  const half = Math.ceil(points.length / 2);
  return [...shortLines(points.slice(0, half).join('')), ...shortLines(points.slice(half).join(''))];
}

/** Lines of a list that follow one another are shown together. */
function groupItems(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (piece.kind === 'item' && last?.[0]?.kind === 'item') last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
