import { z } from 'zod';
import { SlackRefusal } from './refusal.ts';

/** The arguments of every list that comes in pages. */
export const paged = { limit: z.string().optional(), cursor: z.string().optional() } as const;

interface Asked {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly response_metadata: { readonly next_cursor: string };
}

/**
 * One page of a list, `usual` long unless asked otherwise and never longer than `most`. The cursor hides the offset, as
 * Slack's does. Refuses `invalid_limit` and `invalid_cursor`.
 */
export function pageOf<Item>(all: readonly Item[], asked: Asked, { usual = 100, most = 1000 } = {}): Page<Item> {
  const from = asked.cursor ? offsetIn(asked.cursor) : 0;
  const size = Math.min(sizeOf(asked.limit, usual), most);
  const next = from + size < all.length ? Buffer.from(`next:${from + size}`).toString('base64') : '';
  return { items: all.slice(from, from + size), response_metadata: { next_cursor: next } };
}

/** Slack takes 0 for "as usual". */
function sizeOf(limit: string | undefined, usual: number): number {
  if (limit === undefined || limit === '' || limit === '0') return usual;
  if (!/^\d+$/.test(limit)) throw new SlackRefusal('invalid_limit');
  return Number(limit);
}

function offsetIn(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!match) throw new SlackRefusal('invalid_cursor');
  return Number(match[1]);
}
