import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { touchHomes } from '../../../slack/home.ts';
import { membersOf } from '../../../people/queries.ts';
import type { KeptRevision } from './read-policy.ts';
import type { Policy, PolicyRevision } from './tables.ts';

/** Who is asked to review it: the team's managers but its author; where there are none, its directors. */
export async function reviewersOf(
  tx: Tx,
  ctx: Ctx,
  { policy, revision }: { readonly policy: Pick<Policy, 'teamId'>; readonly revision: Pick<PolicyRevision, 'author'> },
): Promise<readonly string[]> {
  const able = await membersOf(tx, ctx, policy.teamId, ['manager', 'director']);
  const others = able.filter(({ slackId }) => slackId !== revision.author);
  const managers = others.filter(({ role }) => role === 'manager');
  const asked = managers.length > 0 ? managers : others;
  return [...new Set(asked.map(({ slackId }) => slackId))];
}

/** Those who were asked see on their Homes that it is over; after all messages. */
export async function touchReviewers(tx: Tx, ctx: Ctx, before: KeptRevision): Promise<void> {
  if (before.revision.state === 'review') await touchHomes(tx, ctx, await reviewersOf(tx, ctx, before));
}

/** The message that asks one reviewer; sent for review again, it is another. */
export function reviewKey({ id, version }: { id: string; version: number }, reviewer: string): string {
  return `policy-review:${id}:${version}:${reviewer}`;
}
