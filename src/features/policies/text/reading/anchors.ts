import { createHash } from 'node:crypto';

const LONGEST = 60;

/** A name for a heading that survives edits of the text below it: its letters and digits, in any script. */
export function slugOf(heading: string): string {
  const slug = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'section' : slug;
}

/**
 * Hands out the anchors of one document: the slugs of a heading and those above it, at most 60 characters, unique. They
 * stay the same when text or other sections change; `~2` is the second of equal ones.
 */
export class Anchors {
  readonly #taken = new Set<string>();

  next(path: readonly string[]): string {
    const wanted = short(path.length === 0 ? 'top' : path.map(slugOf).join('/'));
    let anchor = wanted;
    for (let count = 2; this.#taken.has(anchor); count += 1) anchor = `${wanted}~${count}`;
    this.#taken.add(anchor);
    return anchor;
  }
}

function short(anchor: string): string {
  const points = Array.from(anchor);
  if (points.length <= LONGEST) return anchor;
  const hash = createHash('sha256').update(anchor).digest('hex').slice(0, 8);
  return `${points.slice(0, LONGEST - 9).join('')}-${hash}`;
}
