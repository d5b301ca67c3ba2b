import type { RichTextList, RichTextSection } from '@slack/types';
import { type Item, textOfRuns } from '../pieces.ts';
import { splitRuns } from '../runs.ts';
import { elements, LONGEST_PART, part, type Shown } from './shown.ts';

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
  return splitRuns(item.runs, LONGEST_PART).map((runs) => Object.assign({}, item, { runs }));
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
