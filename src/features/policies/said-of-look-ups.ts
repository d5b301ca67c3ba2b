import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { waitsFor } from './gaps/asking/gap-of-question.ts';
import { waitingText } from './gaps/words.ts';

/**
 * In place of *Ask the owner*: that whoever looks it up has asked it already, and by when they hear; markup. Looking up knows no
 * more of gaps, which stand on it.
 */
export async function askedAlready(tx: Tx, ctx: Ctx, question: string): Promise<string | undefined> {
  const gap = await waitsFor(tx, ctx, question);
  return gap && waitingText(gap, ctx.actor);
}
