import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { holdRevision, moveRevision, type Seen } from '../hold-policy.ts';
import { requireNoneLeft } from '../drafting/places-left.ts';
import type { KeptRevision } from '../reading/read-policy.ts';
import { askedForReview } from './review-messages.ts';
import { reviewersOf } from './reviewers.ts';

export interface SentForReview extends KeptRevision {
  /** Slack ids of those who were asked. */
  readonly reviewers: readonly string[];
}

/** Asks those who may publish it, other than its author, to read a draft. */
export function sendForReview(ctx: Ctx, wanted: Seen): Promise<SentForReview> {
  return transaction(ctx, (tx) => sendForReviewIn(tx, ctx, wanted));
}

/** `also` is queued with what the reviewers are asked. */
export async function sendForReviewIn(
  tx: Tx,
  ctx: Ctx,
  wanted: Seen,
  also: readonly Outgoing[] = [],
): Promise<SentForReview> {
  const held = await holdRevision(tx, ctx, wanted.revisionId, 'policy.draft');
  if (held.revision.markdown.trim() === '')
    throw new UserError('There is nothing to review yet: write what the policy says.');
  requireNoneLeft(held.revision.markdown);
  const reviewers = await reviewersOf(tx, ctx, held);
  if (reviewers.length === 0)
    throw new UserError(`Nobody else of ${held.team.name} may publish policies, so nobody can review it.`);
  const set = { sentForReviewAt: ctx.clock.now(), reviewNote: null, reviewedBy: null };
  const revision = await moveRevision(tx, ctx, 'sendForReview', held, { version: wanted.version, set });
  const sent = { ...held, revision, reviewers };
  await recordAudit(tx, ctx, {
    action: 'policy.sent-for-review',
    subject: `policy:${held.policy.id}`,
    detail: { revision: revision.number, reviewers },
  });
  await enqueue(tx, ctx, [...(await askedForReview(tx, ctx, sent, held.revision)), ...also]);
  await touchHomes(tx, ctx, reviewers);
  return sent;
}
