import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Message, Outgoing } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { lookButton } from '../../keep-true/owners/given-message.ts';
import type { Publication } from '../../library/policy-hooks.ts';
import { openButtons } from '../../library/publishing/open-buttons.ts';
import type { Published } from '../../library/publishing/publish.ts';
import { byTitle } from '../../library/reading/by-title.ts';
import { policies, type Policy } from '../../library/tables.ts';
import { countsFromText } from '../../library/words.ts';
import { neverOut } from '../../library/write-policy.ts';

/** What owners are told of policies that somebody else publishes by files: one message for all of theirs. */

/** Of those that were published for the first time. */
export async function newPoliciesPosts(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<readonly Outgoing[]> {
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
    .orderBy(...byTitle);
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

/** Of those that say something else than they did. */
export async function newRevisionsPosts(tx: Tx, ctx: Ctx, all: readonly Published[]): Promise<readonly Outgoing[]> {
  const changed = all.filter(({ before }) => !neverOut(before.policy)).map(({ publication }) => publication);
  const owners = new Set(changed.map(({ policy }) => policy.owner).filter((owner) => owner !== ctx.actor.slackId));
  if (owners.size === 0) return [];
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  return [...owners].map((to) => {
    const theirs = changed.filter(({ policy }) => policy.owner === to);
    const text = revisionsText(who, theirs, ctx.clock.now());
    const message = { text, blocks: [section(text), ...openButtons(theirs.map(({ policy }) => policy))] };
    return { kind: 'post', to, dedupeKey: `policy-revision:${theirs[0]?.revision.id}:imported`, message };
  });
}

function revisionsText(who: string, theirs: readonly Publication[], now: Date): string {
  const names = theirs.map(
    ({ revision, team }) =>
      `*${inline(revision.title)}*, revision ${revision.number}${countsFromText(revision, team, now)}`,
  );
  const what = theirs.length === 1 ? 'a policy of yours' : `${theirs.length} of your policies`;
  return `${who} has published ${what} from a file: ${names.join('; ')}.`;
}
