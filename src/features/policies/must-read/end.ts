import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { touchHomes } from '../../../slack/home.ts';
import { holdMustRead, isMustRead, type KeptMustRead, readersOf, requireMustRead } from './read-must-read.ts';
import { messagesNow } from './sending/messages-now.ts';
import { acknowledgements, type EndedBecause, mustReads } from './tables.ts';

/** A manager ends it: nobody has to read it any more; who has stays known. Ended twice, it ended once. */
export function endMustRead(ctx: Ctx, mustReadId: string): Promise<KeptMustRead> {
  return transaction(ctx, async (tx) => {
    const found = await requireMustRead(tx, ctx, mustReadId);
    requireMay(ctx, 'policy.must-read', { teamId: found.team.id, teamName: found.team.name });
    const held = await holdMustRead(tx, ctx, mustReadId);
    if (!held) return found;
    const concerned = await endIn(tx, ctx, held, 'by-hand');
    await enqueue(tx, ctx, await messagesNow(tx, ctx, [mustReadId]));
    await touchHomes(tx, ctx, concerned);
    return requireMustRead(tx, ctx, mustReadId);
  });
}

/** Ends one that is held. Returns who had not read it; whoever calls has the messages say so. */
export async function endIn(tx: Tx, ctx: Ctx, kept: KeptMustRead, because: EndedBecause): Promise<readonly string[]> {
  const { id } = kept.mustRead;
  const ended = { endedAt: ctx.clock.now(), endedBy: ctx.actor.slackId, endedBecause: because };
  await tx.update(mustReads).set(ended).where(isMustRead(ctx, id));
  const isOpen = and(
    eq(acknowledgements.workspaceId, ctx.workspaceId),
    eq(acknowledgements.mustReadId, id),
    isNull(acknowledgements.acknowledgedAt),
  );
  await tx.update(acknowledgements).set({ nextAt: null, isNudged: false }).where(isOpen);
  await recordAudit(tx, ctx, {
    action: 'policy.must-read-ended',
    subject: `policy:${kept.policy.id}`,
    detail: { mustRead: id, because },
  });
  const readers = await readersOf(tx, ctx, id);
  return readers.filter((one) => one.acknowledgedAt === null && one.excusedAt === null).map(({ slackId }) => slackId);
}
