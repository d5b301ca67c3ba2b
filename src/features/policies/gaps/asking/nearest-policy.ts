import { type Ctx, theApp } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { search } from '../../../../search/index.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { COLLECTION } from '../../library/index-policy.ts';
import { policyById } from '../../library/reading/read-policy.ts';
import type { Policy } from '../../library/tables.ts';
import { findEnded } from '../../look-up/finding/find-ended.ts';
import { WORTH_ASKING } from '../../look-up/finding/sure-enough.ts';

/**
 * The policy that comes nearest to a question, of those that the actor may see; undefined where none is about it. Where none answers
 * it any more, the one that did until lately: whoever owned that knows what became of it.
 */
export async function nearestPolicy(tx: Tx, ctx: Ctx, query: string): Promise<Policy | undefined> {
  const asked = { collection: COLLECTION, query, audience: readerKeys(ctx.actor), at: ctx.clock.now(), limit: 1 };
  const { hits, confidence } = await search(tx, ctx, asked);
  const [hit] = hits;
  const ended = await findEnded(tx, ctx, query, { today: { confidence, score: hit?.score ?? 0 } });
  // In the archive it is nobody's to see; who owned it is no secret to those who could read it.
  if (ended?.isSure && confidence < 1) return policyById(tx, { ...ctx, actor: theApp }, ended.policyId);
  return hit && confidence >= WORTH_ASKING ? policyById(tx, ctx, hit.documentId) : undefined;
}
