import { type Span, spansOf, type Standing } from './lifecycle.ts';

/** So long a look-up says that a policy ended: a review interval, after which nobody goes by what it said. */
const SAID_DAYS = 90;
const DAY_MS = 86_400_000;

/** From when to when a revision counted. */
export interface Ended<R> extends Span<R> {
  readonly until: Date;
}

/** What ended after this instant is said. */
export function endedSince(now: Date): Date {
  return new Date(now.getTime() - SAID_DAYS * DAY_MS);
}

/**
 * What counted last of a policy of which nothing counts now, where that ended lately: on its last day, or when the policy was
 * archived, whichever came first. What would have counted after that never did.
 */
export function endedLately<R extends Standing>(
  revisions: readonly R[],
  archivedAt: Date | null,
  now: Date,
): Ended<R> | undefined {
  const last = spansOf(revisions, archivedAt).findLast(({ from }) => from <= now);
  if (!last || last.until === null) return undefined;
  const { until } = last;
  return until <= now && until > endedSince(now) ? { ...last, until } : undefined;
}
