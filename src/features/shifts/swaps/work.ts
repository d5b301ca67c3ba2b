import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { News } from './telling/news.ts';

/** One transaction over swaps: what it has changed is told at its end, once (swap-transaction.ts). */
export interface Work {
  readonly tx: Tx;
  readonly ctx: Ctx;
  readonly news: News;
}
