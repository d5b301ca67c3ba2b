import { createHash } from 'node:crypto';

export interface BundledFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Many policies in one text file, for where one file is all that can be sent: its first line gives a mark that stands
 * nowhere else, and each policy begins after a line with the mark and its path.
 */
const FIRST_LINE = /^<!-- floorwalker policies (?<mark>[0-9a-f]{12}) -->\r?\n/;

export function bundleOf(files: readonly BundledFile[]): string {
  const mark = markFor(files.map(({ content }) => content));
  const parts = files.map(({ path, content }) => `<!-- ${mark} ${path} -->\n${content}\n`);
  return `<!-- floorwalker policies ${mark} -->\n${parts.join('')}`;
}

/** Undefined where it is no such file. */
export function filesOfBundle(text: string): readonly BundledFile[] | undefined {
  const mark = FIRST_LINE.exec(text)?.groups?.['mark'];
  if (mark === undefined) return undefined;
  const [, ...parts] = text.split(new RegExp(`^<!-- ${mark} (.*) -->\\r?\\n`, 'm'));
  const files: BundledFile[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    files.push({ path: parts[at] ?? '', content: (parts[at + 1] ?? '').replace(/\r?\n$/, '') });
  }
  return files;
}

/** The same files have the same mark. */
function markFor(contents: readonly string[]): string {
  for (let turn = 0; ; turn += 1) {
    const hash = createHash('sha256').update(String(turn));
    for (const content of contents) hash.update(content);
    const mark = hash.digest('hex').slice(0, 12);
    if (!contents.some((content) => content.includes(mark))) return mark;
  }
}
