import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';
import { watch } from './job-kinds.ts';
import { caseApprovals } from './tables.ts';

/** After these nobody has the case, or nobody needs it decided. */
const ENDING: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>(['cancelled', 'given-back', 'lapsed']);

/**
 * Keeps the open request of a case in step with it: a case that is cancelled or nobody's again needs no approval, and
 * another urgency gives the approver another time.
 */
export async function followApproval(tx: Tx, ctx: Ctx, changed: Case, entry: CaseEntry): Promise<void> {
  const isOpen = and(
    eq(caseApprovals.workspaceId, ctx.workspaceId),
    eq(caseApprovals.caseId, changed.id),
    eq(caseApprovals.state, 'asked'),
  );
  if (changed.waitingOn === 'approver') {
    if (entry.kind !== 'urgency') return;
    const [approval] = await tx.select().from(caseApprovals).where(isOpen);
    if (approval) await watch(tx, ctx, approval, changed.urgency);
    return;
  }
  if (!ENDING.has(entry.kind)) return;
  await tx.update(caseApprovals).set({ state: 'withdrawn', decidedBy: entry.by, decidedAt: entry.at }).where(isOpen);
}
