import { type Ctx, transaction } from '../../../../core/context.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { stillTrue } from '../../library/publishing/still-true.ts';
import { dateText } from '../../library/words.ts';
import { settledIn } from './refresh-asked.ts';

/** One click: what is said to whoever pressed it. What its owner was asked shows it too. */
export async function sayStillTrue(ctx: Ctx, policyId: string): Promise<string> {
  const { policy, isRepeated } = await stillTrue(ctx, { policyId });
  await transaction(ctx, async (tx) => enqueue(tx, ctx, await settledIn(tx, ctx, [policyId])));
  const asked = policy.owner === ctx.actor.slackId ? 'You are' : 'Its owner is';
  const next = policy.reviewOn === null ? '' : ` ${asked} asked again on ${dateText(policy.reviewOn)}.`;
  const title = `*${inline(policy.title)}*`;
  return isRepeated
    ? `${policy.verifiedBy === ctx.actor.slackId ? 'You have' : 'Somebody has'} said today already that ${title} is true.${next}`
    : `Thank you: ${title} is still true.${next}`;
}
