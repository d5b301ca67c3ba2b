import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { peopleByIds } from './queries.ts';

/** Of somebody, for a sentence. */
export async function nameOf(tx: Tx, ctx: Ctx, slackId: string | null): Promise<string> {
  if (slackId === null) return 'Somebody';
  return (await peopleByIds(tx, ctx, [slackId])).get(slackId)?.name ?? 'Somebody';
}
