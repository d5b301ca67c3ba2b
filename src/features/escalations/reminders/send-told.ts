import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { caseView } from '../case-view.ts';
import { callTo } from '../chain/whom-to-call.ts';
import type { Chosen } from './choose-people.ts';
import { reminderDigest } from './messages.ts';
import { dueOf } from './whose-matter.ts';

/** So many cases that nobody has claimed are a call each; more at once are rows of the list. */
const MOST_CALLS = 3;

/**
 * Sends this person what they are told now: cases that nobody has claimed as calls, which show later who has them, and
 * all else as one list.
 */
export async function sendTold(tx: Tx, ctx: Ctx, slackId: string, told: readonly Chosen[]): Promise<void> {
  const unclaimed = new Map(
    told
      .filter(({ about }) => about.reminder.kind === 'claim-late')
      .map(({ about: { reminder } }) => [reminder.caseId, reminder.id]),
  );
  const asCalls = unclaimed.size <= MOST_CALLS ? unclaimed : new Map<string, number>();
  const messages: Outgoing[] = [];
  for (const [caseId, reminderId] of asCalls) {
    messages.push(...callTo(await caseView(tx, ctx, caseId), slackId, `reminders:${reminderId}`));
  }
  const listed = told.filter(({ about }) => about.reminder.kind !== 'claim-late' || !asCalls.has(about.case.id));
  if (listed.length > 0) messages.push(await digestOf(tx, ctx, slackId, listed));
  await enqueue(tx, ctx, messages);
}

async function digestOf(tx: Tx, ctx: Ctx, slackId: string, told: readonly Chosen[]): Promise<Outgoing> {
  const reader = (await peopleByIds(tx, ctx, [slackId])).get(slackId);
  const lines = told.map(({ about }) => ({
    kind: about.reminder.kind,
    case: about.case,
    due: dueOf(about),
    insteadOf: about.reminder.slackId === slackId ? undefined : (about.name ?? 'A colleague'),
  }));
  const message = reminderDigest({ lines, now: ctx.clock.now(), timeZone: reader?.timeZone ?? 'UTC' });
  // Each reminder is told once, so the first of a message names it.
  const [first] = told.map(({ about }) => about.reminder.id);
  return { kind: 'post', to: slackId, message, dedupeKey: `reminders:${first}` };
}
