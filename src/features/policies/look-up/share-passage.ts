import { randomUUID } from 'node:crypto';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { type PassageView, passageView } from '../library/passage-view.ts';
import { revisionInForce } from '../library/read-policy.ts';
import { requireReader } from './look-up.ts';
import { sharedMessage, shareEndings } from './shared-message.ts';
import { sharingIn } from './sharing.ts';

export interface WantedShare {
  readonly passageId: string;
  readonly channel: string;
  /** The thread that it belongs into. */
  readonly threadTs?: string | undefined;
  /** Works where the app is no member. */
  readonly responseUrl?: string | undefined;
}

/** Shows a passage to everybody where the actor is, if it counts now and is for whoever is there; whether they are is asked of Slack when it goes out. */
export async function sharePassage(ctx: Ctx, wanted: WantedShare): Promise<PassageView> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const view = await requireInForce(tx, ctx, wanted.passageId);
    const { channel, threadTs, responseUrl } = wanted;
    if (sharingIn(view, channel) === 'refused') throw new UserError(notForThem(view));
    const sharer = (await peopleByIds(tx, ctx, [ctx.actor.slackId])).get(ctx.actor.slackId);
    await enqueue(tx, ctx, [
      {
        kind: 'share',
        person: ctx.actor.slackId,
        channel,
        ...(threadTs !== undefined && { inThreadTs: threadTs }),
        ...(responseUrl !== undefined && { responseUrl }),
        message: sharedMessage(view, sharer?.name ?? 'Somebody', ctx.clock.now()),
        endings: shareEndings(view, channel),
        // The request is worked off once; to share it a second time takes a second press.
        dedupeKey: `policy-share:${randomUUID()}`,
      },
    ]);
    return view;
  });
}

export const PASSAGE_GONE = 'That policy is gone, or says something else by now. Please look it up once more.';

/** What an old button shows may have been changed, archived or ended since. */
async function requireInForce(tx: Tx, ctx: Ctx, passageId: string): Promise<PassageView> {
  const [view] = await passageView(tx, ctx, [passageId]);
  if (!view || view.policy.archivedAt) throw new UserError(PASSAGE_GONE);
  const inForce = await revisionInForce(tx, ctx, view.policy.id);
  if (inForce?.id !== view.revision.id) throw new UserError(PASSAGE_GONE);
  return view;
}

function notForThem({ revision, policy, team }: PassageView): string {
  if (policy.audience.some((key) => /:(agent|lead|manager|director)$/.test(key))) {
    return `Not everybody here may read “${revision.title}”, so it cannot be shared in a conversation.`;
  }
  return `“${revision.title}” is not for everybody here. It can be shared in the channels of ${team.name}.`;
}
