import { UserError } from '../../../../core/errors.ts';
import { templates } from './templates.ts';

/** `3 places still have “…”`, of what a template leaves to be written; undefined where all of it is. */
export function placesLeft(markdown: string): string | undefined {
  const count = gapsOf(markdown).filter((gap) => left.has(gap)).length;
  if (count === 0) return undefined;
  return count === 1 ? 'One place still has “…”' : `${count} places still have “…”`;
}

/** @throws UserError while there are such places */
export function requireNoneLeft(markdown: string): void {
  const places = placesLeft(markdown);
  if (places !== undefined) throw new UserError(`${places}: write what is meant there first.`);
}

/** Each `…` of a text with the words beside it, so that one in somebody's own sentence is not taken for a template's. */
function gapsOf(markdown: string): readonly string[] {
  return markdown.split('\n').flatMap((line) => {
    const words = line.replaceAll('|', ' | ').trim().split(/\s+/u);
    return words.flatMap((word, at) => (word.includes('…') ? [keyOf(words[at - 1], word, words[at + 1])] : []));
  });
}

/** A longer list is numbered on. */
function keyOf(before = '', word: string, after = ''): string {
  return [before.replace(/^\d+\.$/u, '1.').replace(/^[*+]$/u, '-'), word, after].join(' ');
}

const left: ReadonlySet<string> = new Set(templates.flatMap(({ markdown }) => gapsOf(markdown)));
