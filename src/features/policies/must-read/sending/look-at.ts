import { type Ctx, transaction } from '../../../../core/context.ts';
import { handleTimer } from '../../../../jobs/define-job.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { endIn } from '../end.ts';
import { followPeople } from '../asking/follow-people.ts';
import { mustReadLook } from '../job-kinds.ts';
import { offerToAskAgain } from '../asking/offer-again.ts';
import { queueLook } from './queue-look.ts';
import { holdDue } from '../read-must-read.ts';
import { heldMessages } from './listed-messages.ts';
import { messagesNow } from './messages-now.ts';
import { type Open, sendDue } from './send-due.ts';
import { sendSummaries } from './send-summary.ts';
import { standingOf } from './standing.ts';

export const handleMustReadLook = handleTimer(mustReadLook, (ctx, { mustReadId }) => lookAtMustRead(ctx, mustReadId));

/** Who may read it may change without a word to us, so each is looked at once a day. */
const AT_LEAST_EVERY_MS = 24 * 60 * 60_000;

/**
 * Does whatever is due for a must-read, and for others for which something is: ends it when its revision counts no more,
 * follows who is on which team, asks and reminds whoever is at work, and tells whoever asked how it stands after the deadline.
 * What reaches somebody at the same time is one message. Early, late or twice changes nothing.
 */
export function lookAtMustRead(ctx: Ctx, mustReadId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const due = await holdDue(tx, ctx, mustReadId);
    if (due.length === 0) return;
    const following: Following[] = [];
    const [offers, concerned]: [Outgoing[], string[]] = [[], []];
    for (const kept of due) {
      const { over, changesAt, newer } = await standingOf(tx, ctx, kept);
      if (over && newer !== undefined) offers.push(...(await offerToAskAgain(tx, ctx, kept, newer)));
      if (over) {
        concerned.push(...(await endIn(tx, ctx, kept, over)));
        continue;
      }
      const followed = await followPeople(tx, ctx, kept);
      concerned.push(...followed.concerned);
      following.push({ kept, readers: followed.readers, changesAt });
    }
    const going = following.map(({ kept }) => kept.mustRead.id);
    const over = due.map(({ mustRead }) => mustRead.id).filter((id) => !going.includes(id));
    // One statement holds them where there are both: messages list several.
    if (over.length > 0 && going.length > 0) await heldMessages(tx, ctx, [...over, ...going]);
    const edits = [
      ...(await messagesNow(tx, ctx, over)),
      ...(await messagesNow(tx, ctx, going, { readers: concerned, askers: true })),
    ];
    const sent = await goOn(tx, ctx, following);
    await enqueue(tx, ctx, [...edits, ...offers, ...sent]);
    await touchHomes(tx, ctx, concerned);
  });
}

interface Following extends Open {
  readonly changesAt: Date | undefined;
}

/** What is sent for them now, and when each is looked at next. */
async function goOn(tx: Tx, ctx: Ctx, following: readonly Following[]): Promise<readonly Outgoing[]> {
  const sent = await sendDue(tx, ctx, following);
  const summaries = await sendSummaries(tx, ctx, following);
  const now = ctx.clock.now().getTime();
  for (const { kept, changesAt } of following) {
    const { id } = kept.mustRead;
    const ahead = [sent.nextAt.get(id), summaries.nextAt.get(id), changesAt].map((at) => at?.getTime() ?? Infinity);
    await queueLook(tx, ctx, id, new Date(Math.min(...ahead, now + AT_LEAST_EVERY_MS)));
  }
  return [...sent.messages, ...summaries.messages];
}
