import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import { requireLookUp, requireReader } from '../finding/look-up.ts';
import { requireInForce } from '../finding/passage-gone.ts';
import { sharedMessage, shareEndings } from './shared-message.ts';
import { sharingIn } from './sharing.ts';
import { policyShares } from '../tables.ts';

/** A conversation, and the thread in it that something belongs into. */
export interface SharePlace {
  readonly channel: string;
  readonly threadTs?: string | undefined;
}

export interface WantedShare extends SharePlace {
  /** The actor's own, whose answer has the passage. */
  readonly lookUpId: string;
  readonly passageId: string;
  /** Works where the app is no member. */
  readonly responseUrl?: string | undefined;
}

export interface SharedPassage {
  readonly view: PassageView;
  /** Of the same answer it had been shared there before, so that nothing was sent. */
  readonly isRepeated: boolean;
}

/**
 * Shows a passage to everybody where the actor is, if it counts now and is for whoever is there; whether they are is asked of
 * Slack when it goes out. Of one answer once in each place, however often it is pressed.
 */
export async function sharePassage(ctx: Ctx, wanted: WantedShare): Promise<SharedPassage> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const view = await requireInForce(tx, ctx, wanted.passageId);
    await requireLookUp(tx, ctx, wanted.lookUpId);
    const { channel, threadTs, responseUrl } = wanted;
    if (sharingIn(view, channel) === 'refused') throw new UserError(notForThem(view));
    if (!(await isFirst(tx, ctx, wanted))) return { view, isRepeated: true };
    const sharer = await nameOf(tx, ctx, ctx.actor.slackId);
    await enqueue(tx, ctx, [
      {
        kind: 'share',
        person: ctx.actor.slackId,
        channel,
        ...(threadTs !== undefined && { inThreadTs: threadTs }),
        ...(responseUrl !== undefined && { responseUrl }),
        message: sharedMessage(view, sharer, ctx.clock.now()),
        endings: shareEndings(view, channel),
        dedupeKey: `policy-share:${wanted.lookUpId}:${wanted.passageId}:${channel}:${threadTs ?? ''}`,
      },
    ]);
    return { view, isRepeated: false };
  });
}

/** The passages of an answer that were shared in that place. */
export async function sharedIn(
  tx: Tx,
  ctx: Ctx,
  lookUpId: string,
  { channel, threadTs = '' }: SharePlace,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ passageId: policyShares.passageId })
    .from(policyShares)
    .where(
      and(
        eq(policyShares.workspaceId, ctx.workspaceId),
        eq(policyShares.lookUpId, lookUpId),
        eq(policyShares.channel, channel),
        eq(policyShares.threadTs, threadTs),
      ),
    );
  return new Set(rows.map(({ passageId }) => passageId));
}

/** Of two presses at the same instant one waits for the other, and is not the first. */
async function isFirst(tx: Tx, ctx: Ctx, { lookUpId, passageId, channel, threadTs = '' }: WantedShare) {
  const at = ctx.clock.now();
  const inserted = await tx
    .insert(policyShares)
    .values({ workspaceId: ctx.workspaceId, lookUpId, passageId, channel, threadTs, at })
    .onConflictDoNothing()
    .returning({ at: policyShares.at });
  return inserted.length > 0;
}

function notForThem({ revision, policy, team }: PassageView): string {
  if (policy.audience.some((key) => /:(agent|lead|manager|director)$/.test(key))) {
    return `Not everybody here may read “${revision.title}”, so it cannot be shared in a conversation.`;
  }
  return `“${revision.title}” is not for everybody here. It can be shared in the channels of ${team.name}.`;
}
