import { UserError } from '../../../../core/errors.ts';
import { may } from '../../../../people/permissions.ts';
import type { Policy } from '../../rules/policy.ts';
import { counted, nameOf } from '../messages/parts.ts';
import { namesOf } from '../swap-view.ts';
import type { Work } from '../work.ts';

interface Asking {
  readonly owner: string;
  readonly teamId: string;
  /** Their requests, of any team, without this one. */
  readonly open: number;
  readonly policies: readonly Policy[];
}

/**
 * R26, as far as it counts open requests, this one included. Where the rule only wants a manager to look, one who asks for
 * somebody has looked.
 */
export async function requireFewOpen({ tx, ctx }: Work, { owner, teamId, open, policies }: Asking): Promise<void> {
  const isOwn = owner === ctx.actor.slackId;
  const hasLooked = !isOwn && may(ctx.actor, 'swap.approve', { teamId });
  const limits = policies.flatMap((policy) => limitIn(policy, hasLooked));
  const limit = limits.find(({ most }) => open >= most);
  if (!limit) return;
  const who = isOwn ? 'You have' : `${nameOf({ names: await namesOf(tx, ctx, [owner]) }, owner)} has`;
  const orElse = limit.mayBeLookedAt && isOwn ? ', or ask a manager to ask for you' : '';
  throw new UserError(
    `${who} ${counted(open, 'request', 'requests')} open, and the rules allow ${limit.most} at once. Take one back first${orElse}.`,
  );
}

function limitIn({ rules: { R26 } }: Policy, hasLooked: boolean) {
  const most = R26?.params['max_open'];
  if (R26 === undefined || R26.severity === 'allow' || typeof most !== 'number') return [];
  const mayBeLookedAt = R26.severity === 'review';
  return mayBeLookedAt && hasLooked ? [] : [{ most, mayBeLookedAt }];
}
