import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { holdRevision, moveRevision, type Seen } from '../hold-policy.ts';
import type { KeptRevision } from '../reading/read-policy.ts';
import { touchReviewers } from './reviewers.ts';
import { reviewEnded, toldAuthor } from './review-messages.ts';

export interface SendBack extends Seen {
  /** What is to change. */
  readonly note: string;
}

/** Gives a revision back to its author, who reads why. */
export function sendBack(ctx: Ctx, { note, ...seen }: SendBack): Promise<KeptRevision> {
  return transaction(ctx, async (tx) => {
    const held = await holdRevision(tx, ctx, seen.revisionId, 'policy.publish');
    const reviewNote = oneLine(note);
    if (reviewNote === '') throw new UserError('Say what is to change, so that its author can.', 'note');
    const reviewedBy = ctx.actor.slackId;
    const revision = await moveRevision(tx, ctx, 'sendBack', held, {
      version: seen.version,
      set: { reviewNote, reviewedBy },
    });
    await recordAudit(tx, ctx, {
      action: 'policy.sent-back',
      subject: `policy:${held.policy.id}`,
      detail: { revision: revision.number, note: reviewNote },
    });
    const after = { ...held, revision };
    await enqueue(tx, ctx, [
      ...(await reviewEnded(tx, ctx, held, 'sent-back')),
      ...(await toldAuthor(tx, ctx, after, 'sent-back')),
    ]);
    await touchReviewers(tx, ctx, held);
    return after;
  });
}
