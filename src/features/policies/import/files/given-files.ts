import { createHash } from 'node:crypto';
import { cleanText } from '../../../../slack/mrkdwn.ts';
import { decodeText } from '../../text/file/decode.ts';
import { type BundledFile, filesOfBundle } from './bundle.ts';

/** A file as it was given, as text; the path is below the folder that is imported, with `/` between its parts. */
export type GivenFile = BundledFile;

/** Why a file is not taken, or something in it that its author should know. */
export interface FileProblem {
  readonly path: string;
  /** From 1. */
  readonly line: number;
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
const NO_TEXT = 'This is no text. A policy is a Markdown file, such as refunds.md.';

/** Files that can hold policies, by their names. */
export function isPolicyFile(name: string): boolean {
  return /\.(?:md|markdown|mdown|txt)$/i.test(name);
}

/** What is in a file: one policy, or the many of an export in one file. What is no text is a problem. */
export function readGiven(path: string, bytes: Uint8Array): GivenFiles {
  if (bytes.length > MOST_FILE_BYTES) return refused(path, TOO_LARGE);
  const content = decodeText(bytes).replace(/^\ufeff/, '');
  if (isBinary(content)) return refused(path, NO_TEXT);
  const bundled = filesOfBundle(content);
  if (!bundled) return { files: [{ path: tidyPath(path), content }], problems: [] };
  return { files: bundled.map((file) => ({ path: tidyPath(file.path), content: file.content })), problems: [] };
}

export function refused(path: string, message: string): GivenFiles {
  return { files: [], problems: [{ path: tidyPath(path), line: 1, message }] };
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

/** Text has hardly any control characters besides tabs and line ends. */
function isBinary(content: string): boolean {
  const beginning = content.slice(0, 20_000);
  // eslint-disable-next-line no-control-regex
  const odd = beginning.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return beginning.includes('\u0000') || odd > beginning.length / 50;
}
