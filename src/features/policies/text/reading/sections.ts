import type { Token, Tokens } from 'marked';
import { Anchors } from './anchors.ts';
import { lex } from './lex.ts';
import { type Piece, textOfRuns } from '../pieces.ts';
import { readInline } from './read-inline.ts';
import { blocksOfText, readBlock } from './read-pieces.ts';

/** A block of the text as it is written, with what it says. */
export interface Part {
  readonly raw: string;
  readonly pieces: readonly Piece[];
}

/** What stands between one heading and the next. */
export interface Section {
  /** Names the section over revisions. */
  readonly anchor: string;
  /** The headings above the text, outermost first, without the title of the document. */
  readonly path: readonly string[];
  /** The heading as it is written, empty for what stands before the first. */
  readonly raw: string;
  readonly depth: number;
  readonly parts: readonly Part[];
}

interface Open {
  readonly depth: number;
  readonly text: string;
}

/** The sections of a document in reading order. A heading that repeats the title heads the document, not a section. */
export function sectionsOf(markdown: string, title: string): Section[] {
  const anchors = new Anchors();
  const sections: { -readonly [Key in keyof Section]: Key extends 'parts' ? Part[] : Section[Key] }[] = [];
  let open: Open[] = [];
  const start = (raw: string, depth: number): void => {
    const path = open.map(({ text }) => text).filter((text) => text !== '');
    sections.push({ anchor: anchors.next(path), path, raw, depth, parts: [] });
  };
  for (const token of blocksOfText(lex(markdown))) {
    if (token.type === 'heading') {
      const { depth } = token as Tokens.Heading;
      const text = headingText(token as Tokens.Heading);
      open = [...open.filter((one) => one.depth < depth), { depth, text: isTitle(depth, text, title) ? '' : text }];
      start(token.raw, depth);
      continue;
    }
    if (sections.length === 0) start('', 0);
    sections.at(-1)?.parts.push(...partsOf(token));
  }
  return sections;
}

/** An item of a list is a part, so that a long list can be cut between items. */
function partsOf(token: Token): Part[] {
  if (token.type !== 'list') return [{ raw: token.raw, pieces: readBlock(token) }];
  const list = token as Tokens.List;
  const first = typeof list.start === 'number' ? list.start : 1;
  return list.items.map((item, index) => ({
    raw: index < list.items.length - 1 && !item.raw.endsWith('\n') ? `${item.raw}\n` : item.raw,
    pieces: readBlock({ ...list, items: [item], start: list.ordered ? first + index : '' }),
  }));
}

function headingText(heading: Tokens.Heading): string {
  return textOfRuns(readInline(heading.tokens)).replace(/\s+/g, ' ').trim();
}

/** Whether a heading says what the title of the document says. */
export function isTitle(depth: number, text: string, title: string): boolean {
  return depth === 1 && text.toLowerCase() === title.trim().toLowerCase();
}
