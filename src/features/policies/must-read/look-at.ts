import { type Ctx, transaction } from '../../../core/context.ts';
import { handleTimer } from '../../../jobs/define-job.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { touchHomes } from '../../../slack/home.ts';
import { endIn } from './end.ts';
import { followPeople } from './follow-people.ts';
import { mustReadLook } from './job-kinds.ts';
import { offerToAskAgain } from './offer-again.ts';
import { queueLook } from './queue-look.ts';
import { holdMustRead, type KeptMustRead } from './read-must-read.ts';
import { sendDue } from './send-due.ts';
import { sendSummary } from './send-summary.ts';
import { standingOf } from './standing.ts';

export const handleMustReadLook = handleTimer(mustReadLook, (ctx, { mustReadId }) => lookAtMustRead(ctx, mustReadId));

/** Who may read it may change without a word to us, so each is looked at once a day. */
const AT_LEAST_EVERY_MS = 24 * 60 * 60_000;

/**
 * Does whatever is due for a must-read: ends it when its revision counts no more, follows who is on which team, asks and
 * reminds whoever is at work, and tells whoever asked how it stands after the deadline. Early, late or twice changes nothing.
 */
export function lookAtMustRead(ctx: Ctx, mustReadId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const kept = await holdMustRead(tx, ctx, mustReadId);
    if (!kept) return;
    const { over, changesAt, newer } = await standingOf(tx, ctx, kept);
    if (over) {
      const offers = newer === undefined ? [] : await offerToAskAgain(tx, ctx, kept, newer);
      const { edits, concerned } = await endIn(tx, ctx, kept, over);
      await enqueue(tx, ctx, [...edits, ...offers]);
      await touchHomes(tx, ctx, concerned);
      return;
    }
    await goOn(tx, ctx, kept, changesAt);
  });
}

async function goOn(tx: Tx, ctx: Ctx, kept: KeptMustRead, changesAt: Date | undefined): Promise<void> {
  const { readers, concerned, edits } = await followPeople(tx, ctx, kept);
  const sent = await sendDue(tx, ctx, kept, readers);
  const summary = await sendSummary(tx, ctx, kept, readers);
  const now = ctx.clock.now().getTime();
  const ahead = [sent.nextAt, summary.nextAt, changesAt].map((at) => at?.getTime() ?? Infinity);
  await queueLook(tx, ctx, kept.mustRead.id, new Date(Math.min(...ahead, now + AT_LEAST_EVERY_MS)));
  await enqueue(tx, ctx, [...edits, ...sent.messages, ...summary.messages]);
  await touchHomes(tx, ctx, concerned);
}
