import { SlackRefusal } from './refusal.ts';

export interface Page<Item> {
  readonly items: Item[];
  readonly response_metadata: { readonly next_cursor: string };
}

/** One page of a list. The cursor hides the offset, as Slack's does; an unknown one is `invalid_cursor`. */
export function pageOf<Item>(all: readonly Item[], limit: number, cursor: string | undefined): Page<Item> {
  const from = cursor ? offsetIn(cursor) : 0;
  const items = all.slice(from, from + limit);
  const next = from + limit < all.length ? Buffer.from(`next:${from + limit}`).toString('base64') : '';
  return { items, response_metadata: { next_cursor: next } };
}

function offsetIn(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!match) throw new SlackRefusal('invalid_cursor');
  return Number(match[1]);
}
