import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';

/** Where a named message stands in Slack, or undefined while it has not been posted. */
export async function placeOf(tx: Tx, ctx: Ctx, messageKey: string): Promise<{ channel: string; ts: string } | undefined> {
  void [tx, ctx, messageKey];
  return Promise.reject(new Error('not built yet'));
}

/** The key of the message at that place (of the thread's parent, for a reply), or undefined if it is none of ours. */
export async function messageKeyAt(tx: Tx, ctx: Ctx, channel: string, ts: string): Promise<string | undefined> {
  void [tx, ctx, channel, ts];
  return Promise.reject(new Error('not built yet'));
}
