import { clip } from '../../../slack/mrkdwn.ts';
import { countWords, type Piece, textOfPieces, weightOf } from './pieces.ts';
import { type Part, type Section, sectionsOf } from './sections.ts';
import { splitPart } from './split-part.ts';

/** What a search finds and shows: a section of a policy, or a part of a long one. */
export interface Passage {
  /** Place in the document, from 0. */
  readonly ordinal: number;
  /** Names the passage over revisions; unique in the document, at most 70 characters. */
  readonly anchor: string;
  /** The headings above it, as `Refunds › Late returns`; empty where there is none but the title. */
  readonly heading: string;
  /** Without the heading itself. */
  readonly markdown: string;
  /** Plain, for search and for excerpts; lines are kept. */
  readonly text: string;
  readonly words: number;
}

/** Longer sections are cut between paragraphs, items or rows. */
const LONGEST = 250;
/** Shorter ones are joined with a neighbour below the same heading. */
const SHORTEST = 20;
/** Room for the names of joined sections. */
const NAMES = 120;

/** A draft of a passage: whole parts of one section, or of several short ones. */
interface Draft {
  readonly anchor: string;
  readonly path: readonly string[];
  /** The headings of the sections that were joined below the path. */
  readonly names: readonly string[];
  readonly parts: readonly Part[];
  readonly weight: number;
}

/**
 * The passages of a document in reading order: together they hold all of its words. Each is at most 250 words (or 3,000
 * characters) long; tables and code are whole unless one alone is longer. Same text, same passages.
 */
export function passagesOf(markdown: string, title: string): readonly Passage[] {
  const drafts = joinShort(sectionsOf(markdown, title)).flatMap(cutLong);
  const definitions = linkDefinitions(markdown);
  return drafts
    .filter(({ parts, path }) => path.length > 0 || parts.some(({ pieces }) => pieces.length > 0))
    .map((draft, ordinal) => passageOf(draft, ordinal, definitions));
}

function passageOf({ anchor, path, names, parts }: Draft, ordinal: number, definitions: Definitions): Passage {
  const raw = parts.map((part) => part.raw).join('');
  const text = textOfPieces(parts.flatMap(({ pieces }) => pieces));
  const markdown = `${raw.trim()}${usedDefinitions(raw, definitions)}`;
  return { ordinal, anchor, heading: headingOf(path, names), markdown, text, words: countWords(text) };
}

function headingOf(path: readonly string[], names: readonly string[]): string {
  const joined = names.length > 0 ? [clip(names.join(' · '), NAMES)] : [];
  return [...path, ...joined].join(' › ');
}

function draftOf({ anchor, path, parts }: Section): Draft {
  return { anchor, path, names: [], parts, weight: weightOf(parts.flatMap(({ pieces }) => pieces)) };
}

/** Joins short sections with what follows, else with what comes before, where both stand below one heading. */
function joinShort(sections: readonly Section[]): Draft[] {
  const drafts: Draft[] = [];
  for (const section of sections) {
    const next = draftOf(section);
    const last = drafts.at(-1);
    const joined = last && (last.weight < SHORTEST || next.weight < SHORTEST) ? join(last, next, section) : undefined;
    if (joined) drafts[drafts.length - 1] = joined;
    else drafts.push(next);
  }
  return drafts;
}

/** Undefined where the two share no heading, or would be too long together. */
function join(last: Draft, next: Draft, section: Section): Draft | undefined {
  const shared = next.path.filter((heading, index) => last.path[index] === heading && index < next.path.length - 1);
  const isNeighbour = shared.length >= Math.min(last.path.length, next.path.length) - 1;
  const inner = shared.length < last.path.length ? innerHeading(last) : [];
  const heading: Part = { raw: section.raw, pieces: headingPieces(section) };
  const parts = [...inner, ...last.parts, heading, ...next.parts];
  const weight = weightOf(parts.flatMap(({ pieces }) => pieces));
  if (!isNeighbour || weight > LONGEST) return undefined;
  const names = [...last.path.slice(shared.length), ...last.names, ...next.path.slice(shared.length)];
  return { anchor: last.anchor, path: shared, names, parts, weight };
}

function headingPieces({ path, depth }: Section): Piece[] {
  const text = path.at(-1);
  return text === undefined ? [] : [{ kind: 'heading', depth: Math.max(1, depth), runs: [{ text }] }];
}

function innerHeading({ path }: Draft): Part[] {
  const text = path.at(-1);
  if (text === undefined) return [];
  const depth = Math.min(6, path.length + 1);
  const piece: Piece = { kind: 'heading', depth, runs: [{ text }] };
  return [{ raw: `${'#'.repeat(depth)} ${text}\n\n`, pieces: [piece] }];
}

/** Cuts what is too long between its parts; a part that is too long alone is cut inside. */
function cutLong(draft: Draft): Draft[] {
  if (draft.weight <= LONGEST) return [draft];
  const cuts: Draft[] = [];
  let parts: Part[] = [];
  const flush = (): void => {
    const anchor = cuts.length === 0 ? draft.anchor : `${draft.anchor}:${cuts.length + 1}`;
    const weight = weightOf(parts.flatMap(({ pieces }) => pieces));
    if (parts.length > 0) cuts.push({ ...draft, anchor, parts, weight });
    parts = [];
  };
  for (const part of draft.parts.flatMap((one) => splitPart(one, LONGEST))) {
    const together = [...parts, part].flatMap(({ pieces }) => pieces);
    if (parts.length > 0 && weightOf(together) > LONGEST) flush();
    parts.push(part);
  }
  flush();
  return cuts;
}

type Definitions = ReadonlyMap<string, string>;

const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:[^\n]+$/gm;

/** Addresses that stand apart from their links, by lower-case name. */
function linkDefinitions(markdown: string): Definitions {
  return new Map(Array.from(markdown.matchAll(DEFINITION), ([line, name = '']) => [name.toLowerCase(), line.trim()]));
}

function usedDefinitions(raw: string, definitions: Definitions): string {
  if (definitions.size === 0) return '';
  const named = new Set(Array.from(raw.matchAll(/\[([^\]\n]{1,200})\](?!:)/g), ([, name = '']) => name.toLowerCase()));
  const used = [...definitions]
    .filter(([name, line]) => named.has(name) && !raw.includes(line))
    .map(([, line]) => line);
  return used.length > 0 ? `\n\n${used.join('\n')}` : '';
}
