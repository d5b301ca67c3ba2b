import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { touchHomes } from '../../../slack/home.ts';
import { recordRead } from '../library/record-read.ts';
import { messagesOf } from './changed-for-readers.ts';
import { readMessage, reminderDone } from './messages/to-reader.ts';
import { isMustRead, type KeptMustRead, requireMustRead } from './read-must-read.ts';
import { type Acknowledgement, acknowledgements, mustReads } from './tables.ts';

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
    const own = await ownRow(tx, ctx, mustReadId);
    if (!own) throw new UserError(`You were not asked to read “${kept.revision.title}”.`);
    if (own.acknowledgedAt) return { ...kept, isRepeated: true };
    if (!(await isStillOpen(tx, ctx, mustReadId)) || own.excusedAt) {
      throw new UserError(`“${kept.revision.title}”, revision ${kept.revision.number}, need not be read any more.`);
    }
    const written = await write(tx, ctx, mustReadId);
    if (!written) return { ...kept, isRepeated: true };
    await recordRead(tx, ctx, kept.revision.id);
    await recordAudit(tx, ctx, {
      action: 'policy.read',
      subject: `policy:${kept.policy.id}`,
      detail: { mustRead: mustReadId, revision: kept.revision.number },
    });
    const [asked, ...reminders] = messagesOf(mustReadId, written);
    const tick = readMessage(kept, ctx.clock.now(), ctx.actor.timeZone);
    await enqueue(tx, ctx, [
      ...(asked === undefined ? [] : [{ kind: 'edit' as const, messageKey: asked, message: tick }]),
      ...reminders.map((messageKey) => ({ kind: 'edit' as const, messageKey, message: reminderDone(kept) })),
    ]);
    await touchHomes(tx, ctx, [ctx.actor.slackId]);
    return { ...kept, isRepeated: false };
  });
}

async function ownRow(tx: Tx, ctx: Ctx, mustReadId: string): Promise<Acknowledgement | undefined> {
  const [own] = await tx.select().from(acknowledgements).where(isOwn(ctx, mustReadId));
  return own;
}

/** It cannot end until this transaction has. */
async function isStillOpen(tx: Tx, ctx: Ctx, mustReadId: string): Promise<boolean> {
  const [open] = await tx
    .select({ endedAt: mustReads.endedAt })
    .from(mustReads)
    .where(isMustRead(ctx, mustReadId))
    .for('share');
  return open !== undefined && open.endedAt === null;
}

async function write(tx: Tx, ctx: Ctx, mustReadId: string): Promise<Acknowledgement | undefined> {
  const [written] = await tx
    .update(acknowledgements)
    .set({ acknowledgedAt: ctx.clock.now(), nextAt: null, isNudged: false })
    .where(and(isOwn(ctx, mustReadId), isNull(acknowledgements.acknowledgedAt), isNull(acknowledgements.excusedAt)))
    .returning();
  return written;
}

function isOwn(ctx: Ctx, mustReadId: string) {
  return and(
    eq(acknowledgements.workspaceId, ctx.workspaceId),
    eq(acknowledgements.mustReadId, mustReadId),
    eq(acknowledgements.slackId, ctx.actor.slackId),
  );
}
