import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { may } from '../../../people/permissions.ts';
import { clip, oneLine } from '../../../slack/mrkdwn.ts';
import { keptBy } from '../library/policies-visible-to.ts';
import { afterPublishing, publishIn } from '../library/publish.ts';
import { addQuestion } from '../library/questions.ts';
import { type KeptRevision, policyById } from '../library/read-policy.ts';
import { reviewersOf } from '../library/reviewers.ts';
import { sendForReviewIn } from '../library/send-for-review.ts';
import { startDraftIn } from '../library/start-draft.ts';
import { LONGEST_TITLE } from '../text/policy-file.ts';
import { holdGap, type TeamGap } from './read-gap.ts';
import { isRepeated, requireOpen, settle, type Settled } from './settle.ts';

/** What becomes of an answer besides being sent: nothing, a draft, a draft that others review, or a policy at once. */
export const fates = ['only', 'publish', 'review', 'draft'] as const;
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
    const draft = wanted.becomes === 'only' ? undefined : await draftOf(tx, ctx, held, { ...wanted, answer });
    const policyId = draft?.policy.id ?? null;
    if (draft && wanted.becomes === 'publish') return publishWith(tx, ctx, held, { answer, draft });
    const ending = { state: 'answered' as const, answer, policyId, passageId: null, awaitsPolicy: draft !== undefined };
    const settled = await settle(tx, ctx, held, ending);
    if (draft && wanted.becomes === 'review') await sendForReviewIn(tx, ctx, seenOf(draft), settled.messages);
    else await enqueue(tx, ctx, settled.messages);
    return settled;
  });
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

async function draftOf(tx: Tx, ctx: Ctx, { gap }: TeamGap, wanted: AnswerGap): Promise<KeptRevision> {
  const nearest = gap.nearestPolicyId === null ? undefined : await policyById(tx, ctx, gap.nearestPolicyId);
  const draft = await startDraftIn(tx, ctx, {
    teamId: keeperOf(ctx, gap.teamId) ?? gap.teamId,
    title: titleOf(wanted),
    markdown: wanted.answer,
    fields: {
      audience: { teams: [gap.teamId], roles: null },
      ...(nearest && { language: nearest.language }),
    },
    submission: `policy-gap:${gap.id}`,
  });
  await addQuestion(tx, ctx, { policyId: draft.policy.id, anchor: null, text: gap.question, origin: 'editor' });
  return draft;
}

function requireWords(wanted: AnswerGap): void {
  if (wanted.answer === '') throw new UserError('Write what you would say to whoever asked.', 'answer');
  if (wanted.becomes !== 'only' && titleOf(wanted) === '') throw new UserError(NO_TITLE, 'title');
}

export const NO_TITLE = 'Write what the policy is called: “Lost gift cards”.';

function titleOf({ title = '' }: AnswerGap): string {
  return clip(oneLine(title), LONGEST_TITLE);
}

/** The team for which the actor writes policies: the one that asks if they may there, else their own. */
export function keeperOf({ actor }: Pick<Ctx, 'actor'>, teamId: string): string | undefined {
  return may(actor, 'policy.draft', { teamId }) ? teamId : keptBy(actor)[0];
}

/** What the actor may have become of an answer: nothing, unless they choose. */
export async function fatesFor(tx: Tx, ctx: Ctx, { gap }: Pick<TeamGap, 'gap'>): Promise<readonly Fate[]> {
  const teamId = keeperOf(ctx, gap.teamId);
  if (teamId === undefined) return ['only'];
  if (may(ctx.actor, 'policy.publish', { teamId })) return ['only', 'publish', 'draft'];
  const reviewers = await reviewersOf(tx, ctx, { policy: { teamId }, revision: { author: ctx.actor.slackId } });
  return reviewers.length > 0 ? ['only', 'review', 'draft'] : ['only', 'draft'];
}
