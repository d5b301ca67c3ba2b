import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import type { CaseEntry, CaseEntryKind } from '../tables.ts';
import { ownerAnswered, type OwnerAnswer } from './messages.ts';
import { caseChains } from './tables.ts';
import { isSign } from './watch-owner.ts';

/** By these it is somebody else's. */
const GIVES: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>(['taken-over', 'handed-over']);

/** The message that asked a silent owner at that instant. */
export function ownerQuestionKey(caseId: string, askedAt: Date): string {
  return `case:${caseId}:still-on-it:${askedAt.getTime()}`;
}

/** When the owner of this case was last asked whether they are still on it. */
export async function ownerAskedAt(tx: Tx, ctx: Ctx, caseId: string): Promise<Date | null> {
  const [found] = await tx
    .select({ at: caseChains.ownerAskedAt })
    .from(caseChains)
    .where(and(eq(caseChains.workspaceId, ctx.workspaceId), eq(caseChains.caseId, caseId)));
  return found?.at ?? null;
}

/** That message without its buttons, and with what became of it; nothing where nobody was asked. */
export function answered(view: CaseView, askedAt: Date | null, how: OwnerAnswer, owner: string): readonly Outgoing[] {
  if (askedAt === null) return [];
  const messageKey = ownerQuestionKey(view.case.id, askedAt);
  return [{ kind: 'edit', messageKey, message: ownerAnswered(view, how, owner) }];
}

/** Whatever the owner does answers the question, and whatever gives the case to somebody else or closes it ends it. */
export async function endOwnerQuestion(
  tx: Tx,
  ctx: Ctx,
  view: CaseView,
  entry: CaseEntry,
): Promise<readonly Outgoing[]> {
  const askedAt = view.chain?.ownerAskedAt ?? null;
  const { id, owner, state } = view.case;
  if (askedAt === null || entry.at < askedAt || !isSign(entry, owner)) return [];
  await tx
    .update(caseChains)
    .set({ ownerAskedAt: null })
    .where(and(eq(caseChains.workspaceId, ctx.workspaceId), eq(caseChains.caseId, id)));
  const isTheirs = entry.by === owner && openStates.includes(state) && !GIVES.has(entry.kind);
  return answered(view, askedAt, isTheirs ? 'still-on-it' : 'moved-on', entry.by);
}
