import { and, eq, gt, gte, ne } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { passagesOf } from '../../text/passages/passages.ts';
import { LONGEST_NOTE } from '../drafting/draft-text.ts';
import { whenPublished } from '../../follow-policies.ts';
import { holdRevision, moveRevision, type Seen } from '../hold-policy.ts';
import { indexPolicies } from '../index-policy.ts';
import { beginRevision } from '../job-kinds.ts';
import { requireNoneLeft } from '../drafting/places-left.ts';
import type { Publication } from '../policy-hooks.ts';
import { counting, type Counting } from './publish-dates.ts';
import { type KeptRevision, revisionInForce } from '../reading/read-policy.ts';
import { replacedTold } from './replaced-messages.ts';
import { reviewDay } from './review-day.ts';
import { touchReviewers } from '../review/reviewers.ts';
import { reviewEnded, toldAuthor } from '../review/review-messages.ts';
import { type Policy, policyPassages, type PolicyRevision, policyRevisions } from '../tables.ts';
import { writePolicy } from '../write-policy.ts';

export interface Publish extends Seen {
  /** Local date of the team that keeps it; today where left out. */
  readonly effectiveFrom?: string;
  /** The last local day on which it counts. */
  readonly expiresOn?: string | null;
  /** What is new; as its draft says where left out. */
  readonly changeNote?: string;
}

/**
 * Has a revision count from a date on. What was planned for later than that never counts: this one was written after it.
 * @throws SavedMeanwhile where somebody has saved it since it was opened
 */
export function publish(ctx: Ctx, wanted: Publish): Promise<Publication> {
  return transaction(ctx, async (tx) => {
    const { publication, before } = await publishIn(tx, ctx, wanted);
    // A file that somebody imports may say so on purpose.
    requireNoneLeft(before.revision.markdown);
    await afterPublishing(tx, ctx, [{ publication, before }]);
    return publication;
  });
}

export interface Published {
  readonly publication: Publication;
  /** As it was before it was published. */
  readonly before: KeptRevision;
}

/** The rows of a publication. Whoever calls it calls `afterPublishing` before the transaction ends, once for all of them. */
export async function publishIn(tx: Tx, ctx: Ctx, wanted: Publish): Promise<Published> {
  const held = await holdRevision(tx, ctx, wanted.revisionId, 'policy.publish');
  requirePublishable(held);
  const previous = await revisionInForce(tx, ctx, held.policy.id);
  const when = counting(ctx, held, wanted);
  const revision = await moveRevision(tx, ctx, 'publish', held, {
    version: wanted.version,
    set: set(ctx, held, { ...when, ...noteOf(wanted) }),
  });
  const replaced = await replacePlanned(tx, ctx, revision);
  await insertPassages(tx, ctx, revision);
  const counts = previous === undefined || when.effectiveAt <= ctx.clock.now();
  const policy = await verify(tx, ctx, held, counts ? revision.title : held.policy.title);
  await recordAudit(tx, ctx, {
    action: 'policy.published',
    subject: `policy:${policy.id}`,
    detail: { revision: revision.number, ...when, changeNote: revision.changeNote, author: revision.author },
  });
  return { before: held, publication: { policy, team: held.team, revision, ...(previous && { previous }), replaced } };
}

/** What follows from publications: found from now on, told to whom it concerns; `also` is queued with what is told. */
export async function afterPublishing(
  tx: Tx,
  ctx: Ctx,
  published: readonly Published[],
  also: readonly Outgoing[] = [],
): Promise<void> {
  const publications = published.map(({ publication }) => publication);
  await beginLater(tx, ctx, publications);
  const ofParts = [];
  for (const follow of whenPublished) ofParts.push(...(await follow(tx, ctx, publications)));
  const ofReviews = [];
  for (const { publication, before } of published) {
    if (before.revision.state === 'review') ofReviews.push(...(await reviewEnded(tx, ctx, before, 'published')));
    ofReviews.push(
      ...(await toldAuthor(tx, ctx, publication, 'published')),
      ...(await replacedTold(tx, ctx, publication)),
    );
  }
  await indexPolicies(
    tx,
    ctx,
    publications.map(({ policy }) => policy.id),
  );
  await enqueue(tx, ctx, [...ofReviews, ...ofParts, ...also]);
  for (const { before } of published) await touchReviewers(tx, ctx, before);
}

function requirePublishable({ policy, revision }: KeptRevision): void {
  if (policy.archivedAt) throw new UserError('This policy is archived. Restore it before you publish a change.');
  if (revision.markdown.trim() === '')
    throw new UserError('There is nothing to publish yet: write what the policy says.');
}

function noteOf({ changeNote }: Publish): Pick<PolicyRevision, 'changeNote'> | undefined {
  return changeNote === undefined ? undefined : { changeNote: clip(oneLine(changeNote), LONGEST_NOTE) };
}

function set(ctx: Ctx, { revision }: KeptRevision, when: Counting): Partial<PolicyRevision> {
  const isReviewed = revision.state === 'review' && revision.author !== ctx.actor.slackId;
  const by = ctx.actor.slackId;
  return {
    ...when,
    publishedAt: ctx.clock.now(),
    publishedBy: by,
    reviewedBy: isReviewed ? by : null,
    reviewNote: null,
  };
}

/** They have not begun, and would undo what was written after them. */
async function replacePlanned(tx: Tx, ctx: Ctx, revision: PolicyRevision): Promise<readonly PolicyRevision[]> {
  const now = ctx.clock.now();
  return tx
    .update(policyRevisions)
    .set({ state: 'dropped', changedAt: now })
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        eq(policyRevisions.policyId, revision.policyId),
        ne(policyRevisions.id, revision.id),
        eq(policyRevisions.state, 'published'),
        gt(policyRevisions.effectiveAt, now),
        gte(policyRevisions.effectiveAt, revision.effectiveAt ?? now),
      ),
    )
    .returning();
}

async function insertPassages(tx: Tx, ctx: Ctx, { id, markdown, title }: PolicyRevision): Promise<void> {
  const rows = passagesOf(markdown, title).map(({ ordinal, anchor, heading, markdown: part, text }) => ({
    workspaceId: ctx.workspaceId,
    revisionId: id,
    ordinal,
    anchor,
    heading,
    markdown: part,
    text,
  }));
  for (let at = 0; at < rows.length; at += ROWS) await tx.insert(policyPassages).values(rows.slice(at, at + ROWS));
}

/** A statement takes 65,535 values. */
const ROWS = 5000;

/** Whoever publishes it says that it is true. */
async function verify(tx: Tx, ctx: Ctx, { policy, team }: KeptRevision, title: string): Promise<Policy> {
  const now = ctx.clock.now();
  const reviewOn = reviewDay({ verifiedAt: now, reviewDays: policy.reviewDays }, team);
  return writePolicy(tx, ctx, policy, { title, verifiedAt: now, verifiedBy: ctx.actor.slackId, reviewOn });
}

/** A policy is called what its revision in force is, so a planned one renames it when it begins. */
async function beginLater(tx: Tx, ctx: Ctx, publications: readonly Publication[]): Promise<void> {
  for (const { policy, revision } of publications) {
    if (!revision.effectiveAt || revision.effectiveAt <= ctx.clock.now()) continue;
    await addJob(
      tx,
      ctx,
      beginRevision,
      { revisionId: revision.id },
      { runAt: revision.effectiveAt, dedupeKey: `${policy.id}:${revision.number}` },
    );
  }
}
