import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Message, Outgoing } from '../../../outbox/enqueue.ts';
import { section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { nameOf } from '../library/hold-policy.ts';
import { policies, type Policy } from '../library/tables.ts';
import { lookButton } from '../keep-true/given-message.ts';

/** Whoever answers for policies that somebody else has just published for the first time: one message for all of theirs. */
export async function newOwnersTold(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<readonly Outgoing[]> {
  const fresh = await tx
    .select()
    .from(policies)
    .where(
      and(
        eq(policies.workspaceId, ctx.workspaceId),
        inArray(policies.id, [...policyIds]),
        ne(policies.owner, ctx.actor.slackId),
      ),
    )
    .orderBy(policies.title, policies.id);
  const owners = new Set(fresh.map(({ owner }) => owner));
  if (owners.size === 0) return [];
  const by = await nameOf(tx, ctx, ctx.actor.slackId);
  return [...owners].map((to) => {
    const theirs = fresh.filter(({ owner }) => owner === to);
    const dedupeKey = `policies-published:${to}:${theirs[0]?.id}`;
    return { kind: 'post', to, dedupeKey, message: publishedForMessage(theirs, by) };
  });
}

function publishedForMessage(theirs: readonly Policy[], by: string): Message {
  const [only, ...others] = theirs;
  const what =
    only && others.length === 0
      ? `the policy *${inline(only.title)}*, which you answer for`
      : `${theirs.length} policies that you answer for`;
  const text = `${inline(by)} has published ${what}.`;
  return { text, blocks: [section(text, lookButton(theirs, 'Open'))] };
}
