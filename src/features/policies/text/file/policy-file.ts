import { stringify } from 'yaml';
import { cleanText } from '../../../../slack/mrkdwn.ts';
import { decodeText } from './decode.ts';
import { writeFields } from './front-matter-fields.ts';
import { type FrontMatter, NO_FRONT_MATTER, type TextProblem } from './front-matter-types.ts';
import { readFrontMatter } from './front-matter.ts';
import { cleanMarkdown, lex } from '../reading/lex.ts';
import { textOfRuns } from '../pieces.ts';
import { readBlock } from '../reading/read-pieces.ts';

export interface PolicyFile {
  /** Of the front matter, else the first large heading, else the name of the file. Never empty, one line. */
  readonly title: string;
  readonly frontMatter: FrontMatter;
  /** Markdown below the front matter. */
  readonly body: string;
  readonly problems: readonly TextProblem[];
}

/** Of a policy, more than a handbook of 100,000 words. */
export const LONGEST_TEXT = 1_000_000;
export const LONGEST_TITLE = 200;

const FENCED = /^---[ \t]*\n(?:(?<yaml>[\s\S]*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const TOML = /^\+\+\+[ \t]*\n[\s\S]*?\n\+\+\+[ \t]*(?:\n|$)/;

/**
 * Reads a policy as people keep it in files. Never throws: what cannot be read is a problem of its line, and the
 * importer refuses only files with serious ones.
 */
export function readPolicyFile(name: string, content: string | Uint8Array): PolicyFile {
  const decoded = typeof content === 'string' ? content : decodeText(content);
  const whole = cleanMarkdown(decoded.replace(/^\ufeff+/, ''));
  const { frontMatter, body, problems } = parted(whole);
  const found = [...problems, ...tooLong(body), ...unfilled(body, linesBefore(whole, body))];
  const title =
    oneTitle(frontMatter.title) ?? oneTitle(firstHeading(body)) ?? oneTitle(fromFileName(name)) ?? 'Untitled';
  return { title, frontMatter, body: body.slice(0, LONGEST_TEXT), problems: found };
}

/** A policy as a file: reading it again gives the same front matter and the same body. */
export function writePolicyFile({ frontMatter, body }: Pick<PolicyFile, 'frontMatter' | 'body'>): string {
  const fields = writeFields(frontMatter);
  const isBare = Object.keys(fields).length === 0 && !/^(?:---|\+\+\+|\ufeff)/.test(body);
  return isBare ? body : `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${body}`;
}

function parted(whole: string): Pick<PolicyFile, 'frontMatter' | 'body' | 'problems'> {
  const toml = TOML.exec(whole);
  if (toml)
    return { frontMatter: NO_FRONT_MATTER, body: withoutLine(whole.slice(toml[0].length)), problems: [TOML_PROBLEM] };
  const fenced = FENCED.exec(whole);
  const read = fenced ? readFrontMatter(fenced.groups?.['yaml'] ?? '', 1) : undefined;
  if (!fenced || !read) return { frontMatter: NO_FRONT_MATTER, body: whole, problems: [] };
  return { ...read, body: withoutLine(whole.slice(fenced[0].length)) };
}

const TOML_PROBLEM: TextProblem = {
  line: 1,
  message: 'What stands between the +++ lines is TOML; write it as YAML between --- lines, or leave it out.',
  isSerious: true,
};

/** The empty line after front matter belongs to neither. */
function withoutLine(text: string): string {
  return text.startsWith('\n') ? text.slice(1) : text;
}

function linesBefore(whole: string, body: string): number {
  return whole.slice(0, whole.length - body.length).split('\n').length - 1;
}

function tooLong(body: string): TextProblem[] {
  if (body.length <= LONGEST_TEXT) return [];
  return [
    { line: 1, message: `The text is too long: at most ${LONGEST_TEXT} characters can be kept.`, isSerious: true },
  ];
}

/** What a site builder would have filled in is shown as it stands, and told. */
const PLACEHOLDER = /\{\{(?![<%])[^{}\n]{1,120}\}\}/;

function unfilled(body: string, before: number): TextProblem[] {
  const problems: TextProblem[] = [];
  for (const [index, line] of body.split('\n').entries()) {
    const [placeholder] = PLACEHOLDER.exec(line) ?? [];
    if (placeholder === undefined) continue;
    const message = `${placeholder} is filled in by a website only; write the words themselves.`;
    problems.push({ line: before + index + 1, message, isSerious: false });
    if (problems.length === 20) break;
  }
  return problems;
}

function firstHeading(body: string): string | undefined {
  for (const token of lex(body.slice(0, LONGEST_TEXT))) {
    const [piece] = token.type === 'heading' ? readBlock(token) : [];
    if (piece?.kind === 'heading' && piece.depth === 1) return textOfRuns(piece.runs);
  }
  return undefined;
}

/** `refunds/late-returns.md` → Late returns; an index is named after its folder. */
function fromFileName(name: string): string {
  const parts = cleanText(name)
    .split(/[\\/]/)
    .filter((part) => part !== '');
  const file = (parts.at(-1) ?? '').replace(/\.(?:md|mdx|markdown|txt|mdown)$/i, '');
  const own = /^(?:index|readme|_index)$/i.test(file) ? (parts.at(-2) ?? file) : file;
  const words = own.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function oneTitle(title: string | undefined): string | undefined {
  const line = cleanText(title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  const points = Array.from(line);
  return points.length <= LONGEST_TITLE ? line : `${points.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
