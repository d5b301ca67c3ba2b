import { inArray } from 'drizzle-orm';
import { type Ctx, theApp } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { type Policy, policies } from '../../library/tables.ts';
import { remember } from '../reviews/ask-for-reviews.ts';
import { needIn } from '../reviews/due-page.ts';
import { givenMessage } from './given-message.ts';
import { type Need, needOf, type Step } from '../reviews/due-rules.ts';
import { cared } from '../reviews/read-due.ts';
import { rowsOf } from '../reviews/refresh-asked.ts';

const STEPS: Readonly<Record<Need, Step>> = { review: 'ask', ending: 'ending', ended: 'ended' };

/**
 * Whoever answers for these from now on, unless they took them themselves: by whom, and what of them waits already. They
 * have been asked about that then, and are not asked anew the next morning.
 */
export async function givenPosts(tx: Tx, ctx: Ctx, given: readonly Policy[]): Promise<readonly Outgoing[]> {
  const [first] = given;
  if (!first || first.owner === ctx.actor.slackId) return [];
  const messageKey = `policies-given:${first.owner}:${first.id}:${first.version}`;
  const ids = given.map(({ id }) => id);
  // It is the new owner who reads it, not whoever acts.
  const all = await cared(tx, { ...ctx, actor: theApp }, inArray(policies.id, ids));
  const now = ctx.clock.now();
  const steps = all.flatMap((due) => {
    const need = needOf(due, now);
    return need ? [{ due, step: STEPS[need] }] : [];
  });
  await remember(tx, ctx, steps, messageKey);
  const waiting = steps.map(({ due }) => due);
  const rows = await rowsOf(tx, ctx, waiting, needIn);
  const by = (await peopleByIds(tx, ctx, [ctx.actor.slackId])).get(ctx.actor.slackId)?.name;
  const message = givenMessage(given, by, rows);
  return [{ kind: 'post', to: first.owner, dedupeKey: messageKey, messageKey, message }];
}
