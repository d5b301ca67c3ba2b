import { diffArrays, diffWordsWithSpace } from 'diff';
import { cleanMarkdown } from './reading/lex.ts';
import { type Cell, countWords, type Piece, type Run } from './pieces.ts';
import { piecesOf } from './reading/read-pieces.ts';

/** A stretch of a line of the comparison. */
export interface Change {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** One paragraph, item or row, with what changed in it. */
export interface DiffLine {
  readonly kind: Piece['kind'];
  readonly changes: readonly Change[];
}

export type DiffStep =
  | { readonly kind: 'unchanged'; readonly paragraphs: number }
  /** `heading`: what the change stands below, where that itself did not change. */
  | { readonly kind: 'changed'; readonly heading: string | undefined; readonly lines: readonly DiffLine[] };

export interface WordDiff {
  /** `spacing`: the same words, other white space or mark-up. */
  readonly outcome: 'same' | 'spacing' | 'changed';
  readonly steps: readonly DiffStep[];
  readonly wordsAdded: number;
  readonly wordsRemoved: number;
  /** The texts were too different to compare word by word in time: whole paragraphs are shown. */
  readonly isCoarse: boolean;
}

/** Edits looked for between the paragraphs of two texts, and between the words of two paragraphs; more take too long. */
const MOST_PARAGRAPH_EDITS = 4000;
const MOST_WORD_EDITS = 600;
/** Paragraphs that share less of their words are not versions of each other. */
const ALIKE = 0.4;
/** How far below its old place a changed paragraph is looked for. */
const NEAR = 12;

/** A paragraph, heading, item or row. */
interface Unit {
  readonly kind: Piece['kind'];
  readonly text: string;
  /** The large heading with which a document begins: everything stands below it. */
  readonly isTop?: boolean;
}

/** What changed between two Markdown texts, word by word; in bounded time whatever the texts. */
export function wordDiff(before: string, after: string): WordDiff {
  const none = { steps: [], wordsAdded: 0, wordsRemoved: 0, isCoarse: false };
  if (cleanMarkdown(before) === cleanMarkdown(after)) return { outcome: 'same', ...none };
  const aligned = align(unitsOf(before), unitsOf(after));
  if (aligned.regions.every(({ kind }) => kind === 'same')) return { outcome: 'spacing', ...none };
  const comparison = new Comparison(aligned.isCoarse);
  for (const region of aligned.regions) comparison.add(region);
  return comparison.result();
}

function unitsOf(markdown: string): Unit[] {
  return piecesOf(markdown)
    .flatMap((piece, index): Unit[] => {
      const isTop = index === 0 && piece.kind === 'heading' && piece.depth === 1;
      return textsOf(piece).map((text) => ({ kind: piece.kind, text: spaced(text), isTop }));
    })
    .filter(({ text }) => text !== '');
}

function textsOf(piece: Piece): string[] {
  switch (piece.kind) {
    case 'rule':
      return [];
    case 'code':
      return piece.text.split('\n');
    case 'table':
      return [piece.head, ...piece.rows].map((row: readonly Cell[]) => row.map(withAddresses).join(' | '));
    default:
      return [withAddresses(piece.runs)];
  }
}

/** A link that leads elsewhere is a change, so addresses are compared too. */
function withAddresses(runs: readonly Run[]): string {
  return runs
    .map(({ text, url }) => (url === undefined || url === text ? text : `${text} (${url.replace(/^mailto:/, '')})`))
    .join('');
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

type Region =
  | { readonly kind: 'same'; readonly units: readonly Unit[] }
  | { readonly kind: 'changed'; readonly removed: readonly Unit[]; readonly added: readonly Unit[] };

/** Where the texts have paragraphs in common, and what stands between. */
function align(before: readonly Unit[], after: readonly Unit[]): { regions: Region[]; isCoarse: boolean } {
  const changes = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: MOST_PARAGRAPH_EDITS });
  if (!changes) return { regions: [{ kind: 'changed', removed: before, added: after }], isCoarse: true };
  const regions: Region[] = [];
  let [old, fresh] = [0, 0];
  let [removed, added]: [Unit[], Unit[]] = [[], []];
  const flush = (): void => {
    if (removed.length + added.length > 0) regions.push({ kind: 'changed', removed, added });
    [removed, added] = [[], []];
  };
  for (const { value, added: isAdded, removed: isRemoved } of changes) {
    const count = value.length;
    if (isAdded) added.push(...after.slice(fresh, fresh + count));
    else if (isRemoved) removed.push(...before.slice(old, old + count));
    else {
      flush();
      regions.push({ kind: 'same', units: after.slice(fresh, fresh + count) });
    }
    if (!isAdded) old += count;
    if (!isRemoved) fresh += count;
  }
  flush();
  return { regions, isCoarse: false };
}

function keyOf({ kind, text }: Unit): string {
  return `${kind} ${text}`;
}

function lastHeading(units: readonly Unit[]): string | undefined {
  return units.findLast(({ kind, isTop = false }) => kind === 'heading' && !isTop)?.text;
}

/** Collects the steps, and the heading that the next change stands below. */
class Comparison {
  readonly #steps: DiffStep[] = [];
  #heading: string | undefined;
  #wordsAdded = 0;
  #wordsRemoved = 0;
  #isCoarse: boolean;

  constructor(isCoarse: boolean) {
    this.#isCoarse = isCoarse;
  }

  add(region: Region): void {
    if (region.kind === 'same') {
      this.#steps.push({ kind: 'unchanged', paragraphs: region.units.length });
      this.#heading = lastHeading(region.units) ?? this.#heading;
      return;
    }
    const lines = this.#isCoarse ? apart(region.removed, region.added) : this.#paired(region.removed, region.added);
    for (const { kind, text } of lines.flatMap(({ changes }) => changes)) {
      if (kind === 'added') this.#wordsAdded += countWords(text);
      if (kind === 'removed') this.#wordsRemoved += countWords(text);
    }
    this.#steps.push({ kind: 'changed', heading: this.#heading, lines });
    this.#heading = lastHeading(region.added) ?? this.#heading;
  }

  result(): WordDiff {
    const { wordsAdded, wordsRemoved } = { wordsAdded: this.#wordsAdded, wordsRemoved: this.#wordsRemoved };
    return { outcome: 'changed', steps: this.#steps, wordsAdded, wordsRemoved, isCoarse: this.#isCoarse };
  }

  /** Each old paragraph beside the new one it became, in the order of the new text. */
  #paired(removed: readonly Unit[], added: readonly Unit[]): DiffLine[] {
    const lines: DiffLine[] = [];
    let next = 0;
    for (const old of removed) {
      const match = mostAlike(old, added.slice(next, next + NEAR));
      if (match === undefined) {
        lines.push(whole(old, 'removed'));
        continue;
      }
      lines.push(...added.slice(next, next + match).map((unit) => whole(unit, 'added')));
      const fresh = added[next + match];
      if (fresh) lines.push(...this.#compared(old, fresh));
      next += match + 1;
    }
    return [...lines, ...added.slice(next).map((unit) => whole(unit, 'added'))];
  }

  #compared(old: Unit, fresh: Unit): DiffLine[] {
    const changes = diffWordsWithSpace(old.text, fresh.text, { maxEditLength: MOST_WORD_EDITS });
    if (!changes) {
      this.#isCoarse = true;
      return apart([old], [fresh]);
    }
    return [{ kind: fresh.kind, changes: changes.map(({ value, added, removed }) => changeOf(value, added, removed)) }];
  }
}

function changeOf(text: string, isAdded: boolean, isRemoved: boolean): Change {
  if (isAdded) return { text, kind: 'added' };
  return { text, kind: isRemoved ? 'removed' : 'same' };
}

function apart(removed: readonly Unit[], added: readonly Unit[]): DiffLine[] {
  return [...removed.map((unit) => whole(unit, 'removed')), ...added.map((unit) => whole(unit, 'added'))];
}

function whole({ kind, text }: Unit, change: 'added' | 'removed'): DiffLine {
  return { kind, changes: [{ text, kind: change }] };
}

function mostAlike(old: Unit, candidates: readonly Unit[]): number | undefined {
  const words = new Set(wordsOf(old.text));
  let best: { readonly index: number; readonly share: number } | undefined;
  for (const [index, { kind, text }] of candidates.entries()) {
    const share = kind === old.kind ? shareOf(words, wordsOf(text)) : 0;
    if (share >= ALIKE && share > (best?.share ?? 0)) best = { index, share };
  }
  return best?.index;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function shareOf(words: ReadonlySet<string>, others: readonly string[]): number {
  const other = new Set(others);
  const shared = [...other].filter((word) => words.has(word)).length;
  const most = Math.max(words.size, other.size);
  return most === 0 ? 0 : shared / most;
}
