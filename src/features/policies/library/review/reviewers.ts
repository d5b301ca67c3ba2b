import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import type { KeptRevision } from '../reading/read-policy.ts';
import type { Policy, PolicyRevision } from '../tables.ts';

/** Who is asked to review it: the team's managers but its author; where there are none, its directors. */
export async function reviewersOf(
  tx: Tx,
  ctx: Ctx,
  { policy, revision }: { readonly policy: Pick<Policy, 'teamId'>; readonly revision: Pick<PolicyRevision, 'author'> },
): Promise<readonly string[]> {
  return managersToAsk(tx, ctx, policy.teamId, { but: revision.author });
}

/** Those who were asked see on their Homes that it is over; after all messages. */
export async function touchReviewers(tx: Tx, ctx: Ctx, before: KeptRevision): Promise<void> {
  if (before.revision.state === 'review') await touchHomes(tx, ctx, await reviewersOf(tx, ctx, before));
}

/** The message that asks one reviewer; sent for review again, it is another. */
export function reviewKey({ id, version }: { id: string; version: number }, reviewer: string): string {
  return `policy-review:${id}:${version}:${reviewer}`;
}
