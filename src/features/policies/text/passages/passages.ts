import { clip } from '../../../../slack/mrkdwn.ts';
import { countWords, type Piece, textOfPieces, weightOf } from '../pieces.ts';
import { type Part, type Section, sectionsOf } from '../reading/sections.ts';
import { splitPart } from './split-part.ts';
import { markdownOf } from './write-markdown.ts';

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
  /** Of its heading, 1 to 6. */
  readonly depth: number;
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

function draftOf({ anchor, path, depth, parts }: Section): Draft {
  return { anchor, path, names: [], depth, parts, weight: weightOf(parts.flatMap(({ pieces }) => pieces)) };
}

/** Joins short sections with what follows, then those that are left with what comes before. */
function joinShort(sections: readonly Section[]): Draft[] {
  const drafts = sections.map(draftOf);
  const onward = joinWhere(drafts, (last) => last.weight < SHORTEST);
  return joinWhere(onward, (_, next) => next.weight < SHORTEST);
}

function joinWhere(drafts: readonly Draft[], isWanted: (last: Draft, next: Draft) => boolean): Draft[] {
  const joined: Draft[] = [];
  for (const next of drafts) {
    const last = joined.at(-1);
    const both = last && isWanted(last, next) ? join(last, next) : undefined;
    if (both) joined[joined.length - 1] = both;
    else joined.push(next);
  }
  return joined;
}

/** Undefined where the two do not stand below one heading, or would be too long together. */
function join(last: Draft, next: Draft): Draft | undefined {
  const path = sharedPath(last, next);
  if (!path) return undefined;
  const parts = [...headed(last, path), ...headed(next, path)];
  const weight = weightOf(parts.flatMap(({ pieces }) => pieces));
  if (weight > LONGEST) return undefined;
  return {
    anchor: last.anchor,
    path,
    names: [...namesBelow(last, path), ...namesBelow(next, path)],
    depth: last.depth,
    parts,
    weight,
  };
}

/** The heading that both stand below, where one of them may be what stands directly below it. */
function sharedPath(last: Draft, next: Draft): readonly string[] | undefined {
  const parent = parentOf(next);
  const isChild = last.names.length === 0 && isSame(last.path, parent);
  return isChild || isSame(parentOf(last), parent) ? parent : undefined;
}

function parentOf({ path, names }: Draft): readonly string[] {
  return names.length > 0 ? path : path.slice(0, -1);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((heading, index) => heading === other[index]);
}

function namesBelow({ path, names }: Draft, shared: readonly string[]): readonly string[] {
  return names.length > 0 ? names : path.slice(shared.length);
}

/** The parts below their own heading, unless that is the shared one. */
function headed({ path, names, depth, parts }: Draft, shared: readonly string[]): readonly Part[] {
  const text = path.at(-1);
  if (names.length > 0 || path.length === shared.length || text === undefined) return parts;
  const pieces: Piece[] = [{ kind: 'heading', depth: Math.max(1, depth), runs: [{ text }] }];
  return [{ raw: `${markdownOf(pieces)}\n\n`, pieces }, ...parts];
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
