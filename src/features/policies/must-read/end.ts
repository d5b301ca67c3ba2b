import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { touchHomes } from '../../../slack/home.ts';
import { changedForReaders } from './changed-for-readers.ts';
import { endedMessage } from './messages/to-reader.ts';
import { holdMustRead, isMustRead, type KeptMustRead, readersOf, requireMustRead } from './read-must-read.ts';
import { summaryNow } from './send-summary.ts';
import { acknowledgements, type EndedBecause, mustReads } from './tables.ts';

/** A manager ends it: nobody has to read it any more; who has stays known. Ended twice, it ended once. */
export function endMustRead(ctx: Ctx, mustReadId: string): Promise<KeptMustRead> {
  return transaction(ctx, async (tx) => {
    const found = await requireMustRead(tx, ctx, mustReadId);
    requireMay(ctx, 'policy.must-read', { teamId: found.team.id, teamName: found.team.name });
    const held = await holdMustRead(tx, ctx, mustReadId);
    if (!held) return found;
    const { edits, concerned } = await endIn(tx, ctx, held, 'by-hand');
    await enqueue(tx, ctx, edits);
    await touchHomes(tx, ctx, concerned);
    return requireMustRead(tx, ctx, mustReadId);
  });
}

interface Ended {
  readonly edits: readonly Outgoing[];
  /** Who had not read it. */
  readonly concerned: readonly string[];
}

/** Ends one that is held. What it returns is queued by whoever calls. */
export async function endIn(tx: Tx, ctx: Ctx, kept: KeptMustRead, because: EndedBecause): Promise<Ended> {
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
  const open = readers.filter((one) => one.acknowledgedAt === null && one.excusedAt === null);
  return {
    edits: [
      ...changedForReaders(id, open, endedMessage(kept, because)),
      ...(await summaryNow(tx, ctx, { ...kept, mustRead: { ...kept.mustRead, ...ended } }, readers)),
    ],
    concerned: open.map(({ slackId }) => slackId),
  };
}
