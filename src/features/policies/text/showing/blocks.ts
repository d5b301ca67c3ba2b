import type { KnownBlock, RichTextBlockElement } from '@slack/types';
import { type Piece, textOfRuns } from '../pieces.ts';
import { piecesOf } from '../reading/read-pieces.ts';
import { isTitle } from '../reading/sections.ts';
import { showPieces } from './show-piece.ts';
import type { Shown, Surface } from './shown.ts';

/** A block with what it takes up. */
export interface Weighed {
  readonly block: KnownBlock;
  readonly characters: number;
  /** As it is sent. */
  readonly bytes: number;
  /** Set where a heading begins the block: 1 to 6. */
  readonly level?: number;
  /** There is nothing but a heading in it. */
  readonly isHeading: boolean;
}

export interface BlocksOptions {
  readonly surface: Surface;
  /** What stands above says it: where the text begins with a heading that repeats it, that is left out. */
  readonly title?: string;
  /** Default: 40 in a message, 80 in a view, so that there is room for what stands around. */
  readonly maxBlocks?: number;
  readonly maxCharacters?: number;
}

export interface Blocks {
  readonly blocks: KnownBlock[];
  /** False: there was more than the limits allow; offer to read the rest. */
  readonly isWhole: boolean;
}

const MOST_BLOCKS = { message: 40, view: 80 };
const MOST_CHARACTERS = 10_000;
export const MOST_BYTES = 100_000;
/** Of one rich text block. */
const BLOCK_CHARACTERS = 2900;
const BLOCK_BYTES = 30_000;

/** A Markdown text as blocks, from its beginning as far as they may go. At least one block unless the text is empty. */
export function blocksOf(markdown: string, options: BlocksOptions): Blocks {
  const { surface, maxBlocks = MOST_BLOCKS[surface], maxCharacters = MOST_CHARACTERS } = options;
  const all = weighedBlocks(showPieces(below(options.title, piecesOf(markdown)), surface));
  let characters = 0;
  let bytes = 0;
  const kept: Weighed[] = [];
  for (const one of all) {
    characters += one.characters;
    bytes += one.bytes;
    if (kept.length === maxBlocks || (kept.length > 0 && (characters > maxCharacters || bytes > MOST_BYTES))) break;
    kept.push(one);
  }
  const isWhole = kept.length === all.length;
  const shown = isWhole ? kept : withoutLastHeadings(kept);
  return { blocks: shown.map(({ block }) => block), isWhole };
}

function below(title: string | undefined, pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...others] = pieces;
  if (title === undefined || first?.kind !== 'heading') return pieces;
  return isTitle(first.depth, textOfRuns(first.runs).replace(/\s+/g, ' ').trim(), title) ? others : pieces;
}

/** What was cut ends with words, not with the heading of what was left out. */
function withoutLastHeadings(kept: readonly Weighed[]): readonly Weighed[] {
  const last = kept.findLastIndex(({ isHeading }) => !isHeading);
  return last === -1 ? kept : kept.slice(0, last + 1);
}

/** Joins parts to rich text blocks: a heading begins a block, and no block grows too long. */
export function weighedBlocks(shown: readonly Shown[]): Weighed[] {
  const blocks: Weighed[] = [];
  let open: RichText | undefined;
  const flush = (): void => {
    if (open) blocks.push(open.close());
    open = undefined;
  };
  for (const one of shown) {
    if (one.kind === 'block') {
      flush();
      blocks.push(weigh(one.block, one.text.length, one.level, one.level !== undefined));
      continue;
    }
    if (open && (one.level !== undefined || !open.holds(one))) flush();
    open ??= new RichText(one.level);
    open.add(one);
  }
  flush();
  return blocks;
}

function weigh(block: KnownBlock, characters: number, level: number | undefined, isHeading: boolean): Weighed {
  const bytes = Buffer.byteLength(JSON.stringify(block));
  return { block, characters, bytes, isHeading, ...(level !== undefined && { level }) };
}

type Part = Extract<Shown, { kind: 'part' }>;

/** A rich text block that is being filled. */
class RichText {
  readonly #level: number | undefined;
  readonly #elements: RichTextBlockElement[] = [];
  #characters = 0;
  #bytes = 0;

  constructor(level: number | undefined) {
    this.#level = level;
  }

  holds({ part, text }: Part): boolean {
    const isRoomy = this.#bytes + Buffer.byteLength(JSON.stringify(part)) <= BLOCK_BYTES;
    return isRoomy && this.#characters + text.length <= BLOCK_CHARACTERS;
  }

  /** Slack shows paragraphs of one block without a gap, so they are one paragraph with an empty line in it. */
  add({ part, text, level }: Part): void {
    const last = this.#elements.at(-1);
    this.#isHeading = level !== undefined;
    this.#characters += text.length + 2;
    this.#bytes += Buffer.byteLength(JSON.stringify(part));
    if (last?.type === 'rich_text_section' && part.type === 'rich_text_section') {
      const isBelowHeading = this.#level !== undefined && level === undefined && this.#elements.length === 1;
      const gap = isBelowHeading && !this.#hasBody ? '\n' : '\n\n';
      this.#hasBody = true;
      last.elements.push({ type: 'text', text: gap }, ...part.elements);
    } else this.#elements.push(part);
  }

  #hasBody = false;
  #isHeading = false;

  close(): Weighed {
    return weigh({ type: 'rich_text', elements: this.#elements }, this.#characters, this.#level, this.#isHeading);
  }
}
