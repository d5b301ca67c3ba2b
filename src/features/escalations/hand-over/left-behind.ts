import { and, lte } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { presenceOf } from '../../shifts/index.ts';
import { cases } from '../tables.ts';
import { seeToLeftBehind } from './job-kinds.ts';
import { MOST_CASES, notInHand, openCasesOf } from './open-cases.ts';
import { offerMore, type WorkingSpan } from './start-hand-over.ts';

const MINUTE_MS = 60_000;

/** Sees to it that somebody looks again when the span is over. */
export function lookAfterEnd(tx: Tx, ctx: Ctx, { teamId, giver, spanEnd }: WorkingSpan): Promise<void> {
  const end = spanEnd.toISOString();
  const input = { teamId, slackId: giver, spanEnd: end };
  // After whatever was proposed has been offered, which happens at the end itself; and again for what is more.
  const runAt = new Date(Math.max(spanEnd.getTime(), ctx.clock.now().getTime()) + MINUTE_MS);
  return addJob(tx, ctx, seeToLeftBehind, input, { dedupeKey: `${teamId}:${giver}:${end}`, runAt });
}

/**
 * Offers what somebody who has left still owns and was not asked about: what they took on in their last minutes, and what
 * did not fit into one question. What they take on afterwards they work on of their own will.
 */
export function offerLeftBehind(ctx: Ctx, span: WorkingSpan): Promise<void> {
  return transaction(ctx, async (tx) => {
    const [presence] = await presenceOf(tx, ctx, span.teamId, [span.giver]);
    if (presence?.isThere) return;
    const which = and(notInHand(span.spanEnd), lte(cases.claimedAt, span.spanEnd));
    const open = await openCasesOf(tx, ctx, span.giver, ctx.clock.now(), span.teamId, which);
    if (open.length === 0) return;
    await offerMore(tx, ctx, span, open);
    if (open.length === MOST_CASES) await lookAfterEnd(tx, ctx, span);
  });
}
