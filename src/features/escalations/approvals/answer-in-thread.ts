import { and, eq, gt, notExists } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { may } from '../../../people/permissions.ts';
import { aboutCase } from '../require-case.ts';
import { caseEntries, type Case, type CaseEntry } from '../tables.ts';
import { keepAnswer, type Written } from './answer-approver.ts';
import { questionThread } from './approval-words.ts';
import { holdRequest } from './hold-request.ts';
import { caseApprovals } from './tables.ts';

/**
 * Takes what somebody wrote in the thread in which an approver's question stands as the answer to it, if it is theirs to
 * answer and nobody has. Says whether it was one.
 */
export async function answerInThread(
  tx: Tx,
  ctx: Ctx,
  of: Case,
  thread: 'card' | 'status',
  written: Written,
): Promise<boolean> {
  if (of.waitingOn !== 'approver') return false;
  const [asked] = await tx.select().from(caseApprovals).where(openRequestOf(ctx, of.id));
  if (!asked || questionThread(asked) !== thread) return false;
  if (!may(ctx.actor, 'case.answer-approver', { ...aboutCase(of), requestedBy: asked.requestedBy })) return false;

  const held = await holdRequest(tx, ctx, asked.id, 'case.answer-approver');
  const { state, question, answer } = held.approval;
  if (state !== 'asked' || question === null || answer !== null) return false;
  await keepAnswer(tx, ctx, held, written);
  return true;
}

/** Has the open request say what its answer says now: other words, or none, and then the question is open again. */
export async function followEditedAnswer(tx: Tx, ctx: Ctx, { caseId, id, text }: CaseEntry): Promise<void> {
  const askedAgain = tx
    .select({ id: caseEntries.id })
    .from(caseEntries)
    .where(
      and(
        eq(caseEntries.workspaceId, ctx.workspaceId),
        eq(caseEntries.caseId, caseId),
        eq(caseEntries.kind, 'approval-question'),
        gt(caseEntries.id, id),
      ),
    );
  await tx
    .update(caseApprovals)
    .set({ answer: text })
    .where(and(openRequestOf(ctx, caseId), notExists(askedAgain)));
}

function openRequestOf(ctx: Ctx, caseId: string) {
  return and(
    eq(caseApprovals.workspaceId, ctx.workspaceId),
    eq(caseApprovals.caseId, caseId),
    eq(caseApprovals.state, 'asked'),
  );
}
