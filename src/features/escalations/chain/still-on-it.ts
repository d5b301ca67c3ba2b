import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { caseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { alreadyDone } from '../handling/move-case.ts';
import { answered, ownerAskedAt } from './owner-question.ts';
import { caseChains } from './tables.ts';

/** A sign of life: the owner keeps the case, and has all their time again. */
export function stillOnIt(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.keep');
    const me = ctx.actor.slackId;
    const [held] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId), eq(cases.owner, me)))
      .for('update');
    if (!held || !openStates.includes(held.state)) return alreadyDone(tx, ctx, caseId, () => false);

    const askedAt = await ownerAskedAt(tx, ctx, caseId);
    await tx
      .update(caseChains)
      .set({ stillOnItAt: ctx.clock.now(), ownerAskedAt: null })
      .where(and(eq(caseChains.workspaceId, ctx.workspaceId), eq(caseChains.caseId, caseId)));
    await recordAudit(tx, ctx, { action: 'case.still-on-it', subject: `case:${caseId}` });
    const view = await caseView(tx, ctx, caseId);
    await enqueue(tx, ctx, answered(view, askedAt, 'still-on-it', me));
    return held;
  });
}
