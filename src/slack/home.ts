import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';

/** A feature's part of App Home; lower `order` comes first, no blocks means nothing to show. */
export interface HomeSection {
  readonly order: number;
  readonly blocks: (ctx: Ctx) => Promise<readonly KnownBlock[]>;
}

/** Has the Home of these people published anew, if they opened it lately; call it in the transaction of the change. */
export async function touchHomes(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  void [tx, ctx, slackIds];
  await Promise.reject(new Error('not built yet'));
}
