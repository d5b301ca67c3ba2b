import type { Ctx } from '../../../core/context.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { KeptPolicy } from './read-policy.ts';

/** Whoever answers for it from now on, unless they took it themselves. */
export function newOwnerTold(ctx: Ctx, { policy }: KeptPolicy, ownerBefore: string): readonly Outgoing[] {
  if (policy.owner === ownerBefore || policy.owner === ctx.actor.slackId) return [];
  const text = `You answer for the policy *${inline(policy.title)}* from now on.`;
  const dedupeKey = `policy:${policy.id}:owner:${policy.owner}:${policy.version}`;
  return [{ kind: 'post', to: policy.owner, dedupeKey, message: { text } }];
}
