import type { KnownBlock, RichTextBlockElement, RichTextElement, RichTextList, RichTextSection } from '@slack/types';
import { divider, header } from '../../../slack/blocks.ts';
import { type Item, type Piece, type Run, textOfRuns } from './pieces.ts';
import { splitRuns } from './runs.ts';
import { showTable } from './show-table.ts';

/** Where blocks stand: a message may hold one real table, a view none. */
export type Surface = 'message' | 'view';

/** Either a block of its own or a part of a rich text block. */
export type Shown =
  | { readonly kind: 'block'; readonly block: KnownBlock; readonly level?: number; readonly text: string }
  | { readonly kind: 'part'; readonly part: RichTextBlockElement; readonly level?: number; readonly text: string };

/** No part of rich text is longer; Slack names no number, so we stay below that of a section. */
export const LONGEST_PART = 2800;
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
  return splitRuns(bold(runs), LONGEST_PART).map((some, index) => ({
    ...part({ type: 'rich_text_section', elements: elements(some) }, some),
    ...(index === 0 && { level: depth }),
  }));
}

function bold(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, bold: true }));
}

/** Lines are kept whole where they fit. */
export function showCode(text: string): Shown[] {
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

export function part(element: RichTextBlockElement, runs: readonly Run[]): Shown {
  return { kind: 'part', part: element, text: textOfRuns(runs) };
}

/** Runs as rich text; a run is never empty. */
export function elements(runs: readonly Run[]): RichTextElement[] {
  return runs.filter(({ text }) => text !== '').map(element);
}

function element({ text, url, ...look }: Run): RichTextElement {
  const style = Object.keys(look).length > 0 ? { style: look } : {};
  return url === undefined ? { type: 'text', text, ...style } : { type: 'link', url, text, ...style };
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

/** One rich text list for each stretch of lines of one kind and depth; numbers go on where they were. */
export function showItems(items: readonly Item[]): Shown[] {
  const shown: Shown[] = [];
  let lines: Item[] = [];
  const flush = (): void => {
    const [first] = lines;
    if (first)
      shown.push(
        part(
          listOf(first, lines),
          lines.flatMap(({ runs }) => runs),
        ),
      );
    lines = [];
  };
  for (const item of items.flatMap(shortItems)) {
    const last = lines.at(-1);
    const size = lines.reduce((sum, { runs }) => sum + textOfRuns(runs).length, textOfRuns(item.runs).length);
    if (last && (!goesOn(last, item) || size > LONGEST_PART)) flush();
    lines.push(item);
  }
  flush();
  return shown;
}

function goesOn(last: Item, next: Item): boolean {
  if (last.indent !== next.indent) return false;
  return last.number === undefined ? next.number === undefined : next.number === last.number + 1;
}

function shortItems(item: Item): Item[] {
  return splitRuns(item.runs, LONGEST_PART).map((runs) => ({ ...item, runs }));
}

function listOf({ indent, number }: Item, lines: readonly Item[]): RichTextList {
  const list: RichTextList & { offset?: number } = {
    type: 'rich_text_list',
    style: number === undefined ? 'bullet' : 'ordered',
    indent,
    elements: lines.map(({ runs }): RichTextSection => ({ type: 'rich_text_section', elements: elements(runs) })),
  };
  // Slack starts counting at 1 + offset; the types do not name it.
  if (number !== undefined && number > 1) list.offset = number - 1;
  return list;
}
