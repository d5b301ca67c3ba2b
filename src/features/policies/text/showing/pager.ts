import type { KnownBlock } from '@slack/types';
import { MOST_BYTES, type Weighed } from './blocks.ts';

export interface Page {
  readonly blocks: KnownBlock[];
}

const MOST_BLOCKS = 70;
/** A page people scroll through in a minute or two; shorter where a chapter ends. */
const MOST_CHARACTERS = 8000;
const ENOUGH = 4000;
const CHAPTER = 2;

/** Fills page after page. */
export class Pager {
  readonly #pages: Weighed[][] = [[]];

  add(blocks: readonly Weighed[]): void {
    for (const block of blocks) {
      if (this.#isFull(block)) this.#turn();
      this.#current().push(block);
    }
  }

  /** The page that holds the first of the last `count` blocks. */
  pageOfLast(count: number): number {
    let left = count;
    for (let page = this.#pages.length - 1; page > 0; page -= 1) {
      left -= this.#pages[page]?.length ?? 0;
      if (left <= 0) return page;
    }
    return 0;
  }

  close(): Page[] {
    return this.#pages.map((page) => ({ blocks: page.map(({ block }) => block) }));
  }

  #current(): Weighed[] {
    return this.#pages.at(-1) ?? [];
  }

  #isFull(next: Weighed): boolean {
    const page = this.#current();
    if (page.length === 0) return false;
    const characters = sum(page, 'characters');
    const isLong = characters + next.characters > MOST_CHARACTERS || sum(page, 'bytes') + next.bytes > MOST_BYTES;
    const isChapter = next.level !== undefined && next.level <= CHAPTER && characters > ENOUGH;
    return page.length >= MOST_BLOCKS || isLong || isChapter;
  }

  /** A new page, which takes over headings that would stand alone at the end of this one. */
  #turn(): void {
    const page = this.#current();
    const start = page.findLastIndex(({ isHeading }) => !isHeading) + 1;
    this.#pages.push(start > 0 ? page.splice(start) : []);
  }
}

function sum(blocks: readonly Weighed[], key: 'characters' | 'bytes'): number {
  return blocks.reduce((total, block) => total + block[key], 0);
}
