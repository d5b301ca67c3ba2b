import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Message, Outgoing } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { diffPages } from '../../text/showing/diff-pages.ts';
import { wordDiff } from '../../text/word-diff.ts';
import { libraryIds as ids, othersIds, seenValue } from '../ids.ts';
import { type KeptRevision, revisionInForce } from '../reading/read-policy.ts';
import { reviewersOf, reviewKey } from './reviewers.ts';
import type { PolicyRevision } from '../tables.ts';
import { countsFromText } from '../words.ts';

/** Each reviewer is shown what changes, what became of it `before`, and how to publish it or send it back. */
export async function askedForReview(
  tx: Tx,
  ctx: Ctx,
  sent: KeptRevision & { readonly reviewers: readonly string[] },
  { reviewNote, reviewedBy }: Pick<PolicyRevision, 'reviewNote' | 'reviewedBy'>,
): Promise<readonly Outgoing[]> {
  const { revision, reviewers } = sent;
  const author = await nameOf(tx, ctx, revision.author);
  const inForce = await revisionInForce(tx, ctx, sent.policy.id);
  const sentBack = reviewNote === null ? undefined : { by: await nameOf(tx, ctx, reviewedBy), note: reviewNote };
  const message = reviewMessage(sent, { author, inForce, sentBack });
  return reviewers.map((to) => {
    const messageKey = reviewKey(revision, to);
    return { kind: 'post', to, messageKey, dedupeKey: messageKey, message };
  });
}

/** Room for what stands around it. */
const MOST_BLOCKS = 20;

interface ReviewOf {
  readonly author: string;
  /** What counts now. */
  readonly inForce: PolicyRevision | undefined;
  /** Who sent it back before, and with which note. */
  readonly sentBack: { readonly by: string; readonly note: string } | undefined;
}

/** Pure: what a reviewer reads. */
export function reviewMessage({ revision, team }: KeptRevision, { author, inForce, sentBack }: ReviewOf): Message {
  const what = inForce
    ? `a change of the policy *${inline(revision.title)}*`
    : `the new policy *${inline(revision.title)}*`;
  const text = `${inline(author)} asks you to review ${what} of ${inline(team.name)}.`;
  const seen = seenValue(revision);
  return {
    text,
    blocks: [
      section(text),
      ...(sentBack ? [section(`It was sent back by ${inline(sentBack.by)}: “${inline(sentBack.note)}”`)] : []),
      ...(revision.changeNote === null ? [] : [section(`What is new: ${inline(revision.changeNote)}`)]),
      ...changeBlocks(revision, inForce),
      actions([
        button('Publish …', ids.publish, { value: seen, style: 'primary' }),
        button('Send back …', ids.sendBack, { value: seen }),
        button('Read all', othersIds.read, { value: revision.id }),
        button('Open', ids.open, { value: revision.policyId, spoken: `Open ${revision.title}` }),
      ]),
    ],
  };
}

function changeBlocks(revision: PolicyRevision, inForce: PolicyRevision | undefined): KnownBlock[] {
  if (!inForce) return [context('It is new, so all of it is: press *Read all*.')];
  const pages = diffPages(wordDiff(inForce.markdown, revision.markdown));
  const [first] = pages;
  const blocks = first?.blocks ?? [];
  const isCut = pages.length > 1 || blocks.length > MOST_BLOCKS;
  return [...blocks.slice(0, MOST_BLOCKS), ...(isCut ? [context('It goes on: press *Read all*.')] : [])];
}

export type ReviewEnd = 'published' | 'sent-back' | 'dropped' | 'saved';

/** What the reviewers were asked loses its buttons and says what came of it. */
export async function reviewEnded(
  tx: Tx,
  ctx: Ctx,
  before: KeptRevision,
  end: ReviewEnd,
): Promise<readonly Outgoing[]> {
  const who = await nameOf(tx, ctx, ctx.actor.slackId);
  const title = `*${inline(before.revision.title)}*, revision ${before.revision.number}`;
  const ends: Record<ReviewEnd, string> = {
    published: `${inline(who)} has published it.`,
    'sent-back': `${inline(who)} has sent it back.`,
    dropped: `${inline(who)} has dropped it.`,
    saved: `${inline(who)} has gone on writing: it is a draft again.`,
  };
  const text = `${title}: ${ends[end]}`;
  const message = { text, blocks: [section(text)] };
  const reviewers = await reviewersOf(tx, ctx, before);
  return reviewers.map((reviewer) => ({ kind: 'edit', messageKey: reviewKey(before.revision, reviewer), message }));
}

/** Its author, unless they did it themselves. */
export async function toldAuthor(
  tx: Tx,
  ctx: Ctx,
  { policy, team, revision }: KeptRevision,
  end: Exclude<ReviewEnd, 'saved'>,
): Promise<readonly Outgoing[]> {
  if (revision.author === ctx.actor.slackId) return [];
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  const title = `*${inline(revision.title)}*, revision ${revision.number}`;
  const texts: Record<typeof end, string> = {
    published: `${who} has published your ${title}${countsFromText(revision, team, ctx.clock.now())}.`,
    'sent-back': `${who} has sent back your ${title}: ${inline(revision.reviewNote ?? '')}`,
    dropped: `${who} has dropped your draft of ${title}.`,
  };
  const text = texts[end];
  const open = button('Open', ids.open, { value: policy.id, spoken: `Open ${policy.title}` });
  const next = end === 'sent-back' ? [button('Edit', ids.edit, { value: policy.id, style: 'primary' })] : [];
  const message = { text, blocks: [section(text), actions([...next, open])] };
  const dedupeKey = `policy-revision:${revision.id}:${end}:${revision.version}`;
  return [{ kind: 'post', to: revision.author, dedupeKey, message }];
}
