import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue, type NewPost } from '../../../../outbox/enqueue.ts';
import { may } from '../../../../people/permissions.ts';
import { afterPublishing, publishIn } from '../../library/publishing/publish.ts';
import type { KeptRevision } from '../../library/reading/read-policy.ts';
import { reviewersOf } from '../../library/review/reviewers.ts';
import { sendForReviewIn } from '../../library/review/send-for-review.ts';
import { holdGap, type TeamGap } from '../read-gap.ts';
import { draftOf, keeperOf, NO_TITLE, titleOf } from './draft-of-answer.ts';
import { isRepeated, requireOpen, settle, type Settled } from './settle.ts';
import { suggestionPosts, takersOf } from './suggestion.ts';

/** What becomes of an answer besides being sent: nothing, a policy at once, a draft that others review, a draft, or what others may make one. */
export const fates = ['only', 'publish', 'review', 'draft', 'suggest'] as const;
export type Fate = (typeof fates)[number];

export const LONGEST_ANSWER = 3000;

export interface AnswerGap {
  readonly gapId: string;
  readonly answer: string;
  readonly becomes: Fate;
  /** Of the policy: it has to have one. */
  readonly title?: string | undefined;
}

/**
 * Answers a question, once: whoever asked it is told, and the answer becomes a policy where that is wanted, for the team that
 * asked, found by the question. Of a draft they hear when it is published.
 * @throws UserError where somebody else was first
 */
export function answerGap(ctx: Ctx, wanted: AnswerGap): Promise<TeamGap> {
  return transaction(ctx, async (tx) => {
    const held = await holdGap(tx, ctx, wanted.gapId, 'policy.answer-gap');
    const answer = wanted.answer.trim();
    if (isRepeated(ctx, held.gap, answer)) return held;
    await requireOpen(tx, ctx, held);
    requireWords({ ...wanted, answer });
    const isDrafted = wanted.becomes !== 'only' && wanted.becomes !== 'suggest';
    const draft = isDrafted ? await draftOf(tx, ctx, held.gap, { title: titleOf(wanted), answer }) : undefined;
    const policyId = draft?.policy.id ?? null;
    if (draft && wanted.becomes === 'publish') return publishWith(tx, ctx, held, { answer, draft });
    const ending = { state: 'answered' as const, answer, policyId, passageId: null, awaitsPolicy: draft !== undefined };
    const settled = await settle(tx, ctx, held, ending);
    if (draft && wanted.becomes === 'review') await sendForReviewIn(tx, ctx, seenOf(draft), settled.messages);
    else await enqueue(tx, ctx, [...settled.messages, ...(await suggested(tx, ctx, settled, wanted))]);
    return settled;
  });
}

async function suggested(tx: Tx, ctx: Ctx, answered: TeamGap, wanted: AnswerGap): Promise<readonly NewPost[]> {
  return wanted.becomes === 'suggest' ? suggestionPosts(tx, ctx, answered, titleOf(wanted)) : [];
}

/** Published before those who asked are told, so that each of them can open it. */
async function publishWith(
  tx: Tx,
  ctx: Ctx,
  held: TeamGap,
  { answer, draft }: { readonly answer: string; readonly draft: KeptRevision },
): Promise<Settled> {
  const published = await publishIn(tx, ctx, seenOf(draft));
  const { id: policyId } = draft.policy;
  const ending = { state: 'answered' as const, answer, policyId, passageId: null, awaitsPolicy: false };
  const settled = await settle(tx, ctx, held, ending);
  await afterPublishing(tx, ctx, [published], settled.messages);
  return settled;
}

function seenOf({ revision }: KeptRevision) {
  return { revisionId: revision.id, version: revision.version };
}

function requireWords(wanted: AnswerGap): void {
  if (wanted.answer === '') throw new UserError('Write what you would say to whoever asked.', 'answer');
  if (wanted.becomes !== 'only' && titleOf(wanted) === '') throw new UserError(NO_TITLE, 'title');
}

/** What the actor may have become of an answer: nothing, unless they choose. */
export async function fatesFor(tx: Tx, ctx: Ctx, { gap }: Pick<TeamGap, 'gap'>): Promise<readonly Fate[]> {
  const teamId = keeperOf(ctx, gap.teamId);
  if (teamId === undefined) return (await takersOf(tx, ctx, gap)).length > 0 ? ['only', 'suggest'] : ['only'];
  if (may(ctx.actor, 'policy.publish', { teamId })) return ['only', 'publish', 'draft'];
  const reviewers = await reviewersOf(tx, ctx, { policy: { teamId }, revision: { author: ctx.actor.slackId } });
  return reviewers.length > 0 ? ['only', 'review', 'draft'] : ['only', 'draft'];
}
