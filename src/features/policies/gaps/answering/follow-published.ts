import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { NewPost, Outgoing } from '../../../../outbox/enqueue.ts';
import type { OnPublished, Publication } from '../../library/policy-hooks.ts';
import { askerKey } from '../ids.ts';
import { policyFor } from '../policy-for.ts';
import { publishedMessage } from './published-message.ts';
import { askersOf } from '../read-gap.ts';
import { type PolicyGap, policyGaps } from '../tables.ts';

/** An answer that was a draft is a policy now: whoever asked is told, once, as far as they may read it. */
export const tellWhoAsked: OnPublished = async (tx, ctx, publications) => {
  const byPolicy = new Map(publications.map((publication) => [publication.policy.id, publication]));
  if (byPolicy.size === 0) return [];
  const gaps = await tx
    .update(policyGaps)
    .set({ awaitsPolicy: false })
    .where(
      and(
        eq(policyGaps.workspaceId, ctx.workspaceId),
        inArray(policyGaps.policyId, [...byPolicy.keys()]),
        eq(policyGaps.awaitsPolicy, true),
      ),
    )
    .returning();
  const told: Outgoing[] = [];
  for (const gap of gaps) {
    const publication = byPolicy.get(gap.policyId ?? '');
    if (publication) told.push(...(await postsFor(tx, ctx, gap, publication)));
  }
  return told;
};

async function postsFor(tx: Tx, ctx: Ctx, gap: PolicyGap, publication: Publication): Promise<readonly NewPost[]> {
  const posts: NewPost[] = [];
  for (const { slackId: to, kind } of await askersOf(tx, ctx, gap.id)) {
    const isTold = kind === 'full' && to !== ctx.actor.slackId;
    if (!isTold || !(await policyFor(tx, ctx, to, publication.policy.id))) continue;
    const message = publishedMessage(gap, publication.revision, ctx.clock.now());
    posts.push({ kind: 'post', to, dedupeKey: `${askerKey(gap.id, to)}:published`, message });
  }
  return posts;
}
