import { createHash } from 'node:crypto';
import { cleanText } from '../../../../slack/mrkdwn.ts';
import { decodeText } from '../../text/file/decode.ts';
import { type BundledFile, filesOfBundle } from './bundle.ts';

/** A file as it was given, as text; the path is below the folder that is imported, with `/` between its parts. */
export type GivenFile = BundledFile;

/** Why a file is not taken, or something in it that its author should know. */
export interface FileProblem {
  readonly path: string;
  /** From 1; of the file as a whole none. */
  readonly line?: number;
  readonly message: string;
}

export interface GivenFiles {
  readonly files: readonly GivenFile[];
  readonly problems: readonly FileProblem[];
  /** Files that can hold no policy, by name. */
  readonly leftOut?: readonly string[];
  /** The name of the folder whose files these all are; undefined where they were given by hand. */
  readonly folder?: string;
}

/** Holds the policies of a large team in one file. */
export const MOST_FILE_BYTES = 8_000_000;
export const TOO_LARGE = 'It is larger than 8 MB. Give its policies as files of their own.';

/** Files that can hold policies, by their names. */
export function isPolicyFile(name: string): boolean {
  return /\.(?:md|markdown|mdown|txt)$/i.test(name);
}

/** What is in a file: one policy, or the many of an export in one file. What is no text is a problem. */
export function readGiven(path: string, bytes: Uint8Array): GivenFiles {
  if (bytes.length > MOST_FILE_BYTES) return refused(path, TOO_LARGE);
  const kind = otherKind(bytes);
  if (kind !== undefined) return refused(path, `${kind} Save it as text, such as refunds.md, and give that.`);
  const content = decodeText(bytes).replace(/^\ufeff/, '');
  if (isBinary(content)) return refused(path, ODD, firstOddLine(content));
  const bundled = filesOfBundle(content);
  if (!bundled) return { files: [{ path: tidyPath(path), content }], problems: [] };
  return { files: bundled.map((file) => ({ path: tidyPath(file.path), content: file.content })), problems: [] };
}

export function refused(path: string, message: string, line?: number): GivenFiles {
  return { files: [], problems: [{ path: tidyPath(path), message, ...(line !== undefined && { line }) }] };
}

/** `refunds.md, line 3`, or the file alone. */
export function placeOf({ path, line }: FileProblem): string {
  return line === undefined ? path : `${path}, line ${line}`;
}

export function together(all: readonly GivenFiles[]): GivenFiles {
  return {
    files: all.flatMap(({ files }) => files),
    problems: all.flatMap(({ problems }) => problems),
    leftOut: all.flatMap(({ leftOut = [] }) => leftOut),
  };
}

/** The same on every system, never out of the folder, and short enough for any of them. */
export function tidyPath(path: string): string {
  const parts = cleanText(path)
    .normalize('NFC')
    .split(/[\\/]+/)
    // eslint-disable-next-line no-control-regex
    .map((part) => part.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return shortened(parts.map((part) => shortened(part, 80)).join('/'), 400) || 'policy.md';
}

/** The beginning of what is too long, and its end; between them what tells it from others that begin and end so. */
function shortened(name: string, most: number): string {
  const points = Array.from(name);
  if (points.length <= most) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return [...points.slice(0, most - 32), `~${hash}~`, ...points.slice(-20)].join('');
}

/** What other programs save, by its first bytes: renamed to .md it is none. */
const OTHER_KINDS: readonly (readonly [string, string])[] = [
  ['%PDF', 'This is a PDF.'],
  [String.raw`{\rtf`, 'This is a document of a word processor (RTF).'],
  ['PK\u0003\u0004', 'This is a document of Word or another office program, or a ZIP file.'],
  ['\u00d0\u00cf\u0011\u00e0', 'This is a document of Word or another office program, or a ZIP file.'],
  ['\u0089PNG', 'This is a picture.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture.'],
  ['GIF8', 'This is a picture.'],
];

function otherKind(bytes: Uint8Array): string | undefined {
  const beginning = String.fromCodePoint(...bytes.subarray(0, 8));
  return OTHER_KINDS.find(([begins]) => beginning.startsWith(begins))?.[1];
}

const ODD =
  'Here stand characters that no text has. Open it in a text editor, take them out or save it as UTF-8, and give it again.';
// eslint-disable-next-line no-control-regex
const ODD_CHARACTERS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g;

/** Text has hardly any control characters besides tabs and line ends. */
function isBinary(content: string): boolean {
  const beginning = content.slice(0, 20_000);
  const odd = beginning.match(ODD_CHARACTERS)?.length ?? 0;
  return beginning.includes('\u0000') || odd > beginning.length / 50;
}

function firstOddLine(content: string): number {
  return content.slice(0, content.search(ODD_CHARACTERS)).split(/\r\n|[\r\n]/).length;
}
