import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { draftText, type DraftText } from './draft-text.ts';
import { holdRevision, moveRevision, type Seen } from '../hold-policy.ts';
import type { KeptRevision } from '../reading/read-policy.ts';
import { reviewEnded } from '../review/review-messages.ts';
import { touchReviewers } from '../review/reviewers.ts';
import { neverOut, writePolicy } from '../write-policy.ts';

export interface SaveDraft extends Seen, DraftText {}

/**
 * Saves the text of a draft; what is in review becomes a draft again. Without a change nothing is saved.
 * @throws SavedMeanwhile where somebody has saved it since it was opened
 */
export function saveDraft(ctx: Ctx, wanted: SaveDraft): Promise<KeptRevision> {
  return transaction(ctx, (tx) => saveDraftIn(tx, ctx, wanted));
}

/** `more`: what else the same transaction tells. */
export async function saveDraftIn(
  tx: Tx,
  ctx: Ctx,
  wanted: SaveDraft,
  more: readonly Outgoing[] = [],
): Promise<KeptRevision> {
  const text = draftText(wanted);
  const held = await holdRevision(tx, ctx, wanted.revisionId, 'policy.draft');
  const { policy, revision } = held;
  const isSame = revision.title === text.title && revision.markdown === text.markdown;
  if (isSame && revision.changeNote === text.changeNote && revision.state === 'draft') return held;
  const set = { ...text, savedBy: ctx.actor.slackId };
  const saved = await moveRevision(tx, ctx, 'save', held, { version: wanted.version, set });
  if (neverOut(policy)) await writePolicy(tx, ctx, policy, { title: text.title });
  await recordAudit(tx, ctx, {
    action: 'policy.saved',
    subject: `policy:${policy.id}`,
    detail: { revision: saved.number, version: saved.version, title: text.title, characters: text.markdown.length },
  });
  const ofReview = revision.state === 'review' ? await reviewEnded(tx, ctx, held, 'saved') : [];
  await enqueue(tx, ctx, [...ofReview, ...more]);
  await touchReviewers(tx, ctx, held);
  return { ...held, revision: saved };
}
