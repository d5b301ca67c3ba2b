import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { archivedSet } from '../publishing/archive.ts';
import { holdRevision, moveRevision, type Seen } from '../hold-policy.ts';
import type { KeptRevision } from '../reading/read-policy.ts';
import { reviewEnded, toldAuthor } from '../review/review-messages.ts';
import { droppedFiles } from './given-up.ts';
import { touchReviewers } from '../review/reviewers.ts';
import { neverOut, writePolicy } from '../write-policy.ts';

/** Gives up a draft; those who wrote it get what it said. A policy that never was published goes to the archive with it. */
export function dropDraft(ctx: Ctx, wanted: Seen): Promise<KeptRevision> {
  return transaction(ctx, async (tx) => {
    const held = await holdRevision(tx, ctx, wanted.revisionId, 'policy.draft');
    const revision = await moveRevision(tx, ctx, 'drop', held, { version: wanted.version });
    const policy = neverOut(held.policy)
      ? await writePolicy(tx, ctx, held.policy, archivedSet(ctx, 'Its draft was dropped.'))
      : held.policy;
    await recordAudit(tx, ctx, {
      action: 'policy.draft-dropped',
      subject: `policy:${policy.id}`,
      detail: { revision: revision.number, title: revision.title },
    });
    const after = { ...held, policy, revision };
    const ofReview = held.revision.state === 'review' ? await reviewEnded(tx, ctx, held, 'dropped') : [];
    const files = await droppedFiles(tx, ctx, held.revision);
    const told = files.length === 0 ? await toldAuthor(tx, ctx, after, 'dropped') : [];
    await enqueue(tx, ctx, [...ofReview, ...files, ...told]);
    await touchReviewers(tx, ctx, held);
    return after;
  });
}
