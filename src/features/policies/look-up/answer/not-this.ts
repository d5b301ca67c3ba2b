import { and, isNull } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { isTheirLookUp, type LookUp, lookUpAgain, requireLookUp, requireReader } from '../finding/look-up.ts';
import { policyLookUps } from '../tables.ts';

/** *Not this*: noted once, about the policy that stood first, for whoever keeps it. Gives the next passages. */
export async function notThis(ctx: Ctx, lookUpId: string, from: number): Promise<LookUp> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const { policyId } = await requireLookUp(tx, ctx, lookUpId);
    await tx
      .update(policyLookUps)
      .set({ verdict: 'not-this', verdictPolicyId: policyId, verdictAt: ctx.clock.now() })
      .where(and(isTheirLookUp(ctx, lookUpId), isNull(policyLookUps.verdict)));
    return lookUpAgain(tx, ctx, lookUpId, from);
  });
}
