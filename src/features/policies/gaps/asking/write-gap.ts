import { eq, sql } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policyGapAskers, type PolicyGap, policyGaps } from '../tables.ts';
import { questionKey } from './question.ts';

interface NewGap extends Pick<PolicyGap, 'teamId' | 'question' | 'owner' | 'dueAt' | 'nearestPolicyId'> {}

/** A new gap, which the actor asks. Whoever calls has seen to it that nobody else takes its number meanwhile. */
export async function writeGap(tx: Tx, ctx: Ctx, wanted: NewGap): Promise<PolicyGap> {
  const number = sql<number>`(
    select coalesce(max(${policyGaps.number}), 0) + 1 from ${policyGaps} where ${eq(policyGaps.workspaceId, ctx.workspaceId)})`;
  const [gap] = await tx
    .insert(policyGaps)
    .values({
      ...wanted,
      workspaceId: ctx.workspaceId,
      number,
      state: 'open',
      questionKey: questionKey(wanted.question),
      askedBy: ctx.actor.slackId,
      askedAt: ctx.clock.now(),
      ownerSince: ctx.clock.now(),
    })
    .returning();
  if (!gap) throw new Error('insert returned no gap');
  await insertAsker(tx, ctx, gap, wanted.question);
  await recordAudit(tx, ctx, {
    action: 'policy-gap.asked',
    subject: `policy-gap:${gap.id}`,
    detail: { number: gap.number, owner: gap.owner, nearestPolicyId: gap.nearestPolicyId },
  });
  return gap;
}

/** The actor asks it too. Whether they had not asked it before. */
export async function joinGap(tx: Tx, ctx: Ctx, gap: PolicyGap, question: string): Promise<boolean> {
  if (!(await insertAsker(tx, ctx, gap, question))) return false;
  await recordAudit(tx, ctx, {
    action: 'policy-gap.joined',
    subject: `policy-gap:${gap.id}`,
    detail: { number: gap.number },
  });
  return true;
}

async function insertAsker(tx: Tx, ctx: Ctx, gap: PolicyGap, question: string): Promise<boolean> {
  const inserted = await tx
    .insert(policyGapAskers)
    .values({
      workspaceId: ctx.workspaceId,
      gapId: gap.id,
      slackId: ctx.actor.slackId,
      askedAt: ctx.clock.now(),
      question,
    })
    .onConflictDoNothing()
    .returning({ slackId: policyGapAskers.slackId });
  return inserted.length > 0;
}
