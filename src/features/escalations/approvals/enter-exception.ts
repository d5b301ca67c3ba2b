import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Departure } from '../exceptions/departure.ts';
import { recordException } from '../exceptions/record-exception.ts';
import type { Case } from '../tables.ts';
import { remedyOf } from './approval-rules.ts';

/** Enters a decision just made into the register, if it departs from a passage of a policy. */
export async function enterException(
  tx: Tx,
  ctx: Ctx,
  of: Case,
  { passage, policyRevisionId, policyAnchor, departsBecause }: Departure,
): Promise<void> {
  const { decision, decidedBy, authorityRevision } = of;
  if (!passage || !departsBecause || decision === null || decidedBy === null) return;
  await recordException(tx, ctx, {
    caseId: of.id,
    decision,
    remedy: remedyOf(of.wanted) ?? null,
    passage,
    policyRevisionId,
    policyAnchor,
    reason: departsBecause,
    amount: of.decidedAmount,
    currency: of.decidedAmount === null ? null : of.currency,
    decidedBy,
    approvedBy: of.approvedBy?.at(-1) ?? null,
    authorityRevision: authorityRevision ?? 0,
  });
}
