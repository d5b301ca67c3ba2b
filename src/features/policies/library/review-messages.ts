import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { KeptRevision } from './read-policy.ts';

/** Each reviewer is shown what changes, and how to publish it or send it back. */
export async function askedForReview(
  _tx: Tx,
  _ctx: Ctx,
  _sent: KeptRevision & { readonly reviewers: readonly string[] },
): Promise<readonly Outgoing[]> {
  return [];
}

export type ReviewEnd = 'published' | 'sent-back' | 'dropped' | 'saved';

/** What the reviewers were asked loses its buttons and says what came of it. */
export async function reviewEnded(
  _tx: Tx,
  _ctx: Ctx,
  _before: KeptRevision,
  _end: ReviewEnd,
): Promise<readonly Outgoing[]> {
  return [];
}

/** Its author, unless they did it themselves. */
export async function toldAuthor(
  _tx: Tx,
  _ctx: Ctx,
  _after: KeptRevision,
  _end: ReviewEnd,
): Promise<readonly Outgoing[]> {
  return [];
}
