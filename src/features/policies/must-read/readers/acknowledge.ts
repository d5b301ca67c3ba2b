import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { recordRead } from '../../library/reading/record-read.ts';
import { messagesNow } from '../sending/messages-now.ts';
import { queueLook } from '../sending/queue-look.ts';
import { isMustRead, type KeptMustRead, requireMustRead } from '../read-must-read.ts';
import { type Acknowledgement, acknowledgements, mustReads } from '../tables.ts';

export interface Acknowledged extends KeptMustRead {
  /** They had said so before, and nothing was written. */
  readonly isRepeated: boolean;
}

/**
 * The actor says that they have read it, which nobody can say for them. Their message keeps the tick. Whoever asked is told
 * of nobody in particular.
 */
export function acknowledge(ctx: Ctx, mustReadId: string): Promise<Acknowledged> {
  requireMay(ctx, 'policy.look-up', {});
  return transaction(ctx, async (tx) => {
    const kept = await requireMustRead(tx, ctx, mustReadId);
    // Its state first: whoever is excused meanwhile is so before their row is read.
    const state = await heldState(tx, ctx, mustReadId);
    const own = await heldOwn(tx, ctx, mustReadId);
    if (!own) throw new UserError(`You were not asked to read “${kept.revision.title}”.`);
    if (own.acknowledgedAt) return { ...kept, isRepeated: true };
    if (!state || state.endedAt || own.excusedAt) {
      throw new UserError(`“${kept.revision.title}”, revision ${kept.revision.number}, need not be read any more.`);
    }
    await write(tx, ctx, mustReadId);
    await recordRead(tx, ctx, kept.revision.id);
    await recordAudit(tx, ctx, {
      action: 'policy.read',
      subject: `policy:${kept.policy.id}`,
      detail: { mustRead: mustReadId, revision: kept.revision.number },
    });
    await enqueue(tx, ctx, await messagesNow(tx, ctx, [mustReadId], { readers: [ctx.actor.slackId], askers: false }));
    await touchHomes(tx, ctx, [ctx.actor.slackId]);
    // What was told after the deadline counts them from now on.
    if (state.summaryAt) await queueLook(tx, ctx, mustReadId, ctx.clock.now());
    return { ...kept, isRepeated: false };
  });
}

/** Said twice at the same time, the second waits for the first. */
async function heldOwn(tx: Tx, ctx: Ctx, mustReadId: string): Promise<Acknowledgement | undefined> {
  const [own] = await tx.select().from(acknowledgements).where(isOwn(ctx, mustReadId)).for('no key update');
  return own;
}

/** It cannot end, nor excuse anybody, nor be summed up, until this transaction has ended. */
async function heldState(tx: Tx, ctx: Ctx, mustReadId: string) {
  const { endedAt, summaryAt } = mustReads;
  const [state] = await tx
    .select({ endedAt, summaryAt })
    .from(mustReads)
    .where(isMustRead(ctx, mustReadId))
    .for('share');
  return state;
}

async function write(tx: Tx, ctx: Ctx, mustReadId: string): Promise<void> {
  await tx
    .update(acknowledgements)
    .set({ acknowledgedAt: ctx.clock.now(), nextAt: null, isNudged: false })
    .where(isOwn(ctx, mustReadId));
}

function isOwn(ctx: Ctx, mustReadId: string) {
  return and(
    eq(acknowledgements.workspaceId, ctx.workspaceId),
    eq(acknowledgements.mustReadId, mustReadId),
    eq(acknowledgements.slackId, ctx.actor.slackId),
  );
}
