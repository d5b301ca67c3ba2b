import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { cases, type Case } from '../tables.ts';
import { caseChains, type CaseChain } from './tables.ts';

export interface HeldChain {
  readonly case: Case;
  readonly chain: CaseChain;
}

/** A case in this state and its chain, both locked until the transaction ends; undefined if it has moved on, or is private. */
export async function holdChain(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  state: Case['state'],
): Promise<HeldChain | undefined> {
  const [found] = await tx
    .select({ case: cases, chain: caseChains })
    .from(cases)
    .innerJoin(caseChains, and(eq(caseChains.workspaceId, cases.workspaceId), eq(caseChains.caseId, cases.id)))
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.id, caseId),
        eq(cases.state, state),
        eq(cases.isPrivate, false),
      ),
    )
    .for('update');
  return found;
}
