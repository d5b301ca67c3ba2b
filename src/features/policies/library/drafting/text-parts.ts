/**
 * A text as several inputs of a form, which take 3,000 characters each: cut where it has an empty line, so that a part is
 * whole paragraphs; a paragraph that is longer alone is cut at a line, or else anywhere.
 */
export interface TextParts {
  readonly parts: readonly string[];
  /** What stood between a part and the next: so many line ends. */
  readonly joins: readonly number[];
}

/** Room to write in each. */
const PART = 2400;
export const MOST_PARTS = 10;

/** Undefined where the text is too long for a form. */
export function partsOf(text: string): TextParts | undefined {
  const pieces = text.trim() === '' ? [] : piecesOf(text.trim());
  const parts: string[] = [];
  const joins: number[] = [];
  for (const { text: piece, before } of pieces) {
    const last = parts.at(-1);
    const joined = last === undefined ? piece : `${last}${'\n'.repeat(before)}${piece}`;
    if (last !== undefined && (length(joined) <= PART || isIndented(piece))) parts[parts.length - 1] = joined;
    else {
      if (last !== undefined) joins.push(before);
      parts.push(piece);
    }
  }
  const isFitting = parts.length <= MOST_PARTS && parts.every((part) => length(part) <= 2900);
  return isFitting ? { parts, joins } : undefined;
}

/** The text again. A part that was emptied leaves nothing behind, and one that was added begins a paragraph. */
export function textOfParts({ parts, joins }: TextParts): string {
  let text = '';
  for (const [at, part] of parts.entries()) {
    if (part.trim() === '') continue;
    text = text === '' ? part : `${text}${'\n'.repeat(joins[at - 1] ?? 2)}${part}`;
  }
  return text === '' ? '' : `${text}\n`;
}

interface Piece {
  readonly text: string;
  /** Line ends before it. */
  readonly before: number;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (const block of text.split(/(\n(?:[ \t]*\n)+)/)) {
    if (/^\s*$/.test(block)) before = block.split('\n').length - 1;
    else for (const piece of linesOf(block)) pieces.push({ text: piece.text, before: piece.before ?? before });
  }
  return pieces;
}

/** A paragraph as it is; one that is too long alone, such as a table, line by line. */
function linesOf(block: string): { text: string; before?: number }[] {
  if (length(block) <= PART) return [{ text: block }];
  return block.split('\n').map((text, at) => (at === 0 ? { text } : { text, before: 1 }));
}

/** A form trims what is typed, so what begins with spaces stays with what stands before it. */
function isIndented(piece: string): boolean {
  return /^[ \t]/.test(piece);
}

function length(text: string): number {
  return Array.from(text).length;
}
