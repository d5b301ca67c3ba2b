import { addDays, toInstant } from '../../../core/local-time.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { type Span, type Standing, spansOf } from '../library/lifecycle.ts';

/** What counted on a local day. */
export type OnDay<R> =
  /** In order; more than one where it changed that day. */
  | { readonly kind: 'counted'; readonly spans: readonly [Span<R>, ...Span<R>[]] }
  /** It was to begin later; undefined where nothing was ever to. */
  | { readonly kind: 'not-yet'; readonly first: Span<R> | undefined }
  /** What counted last had ended. */
  | { readonly kind: 'ended'; readonly last: Span<R> };

/** What of the spans of a policy counted at any time of that local day, from its first instant to its last, whatever the clocks do. */
export function onDay<R extends Standing>(spans: readonly Span<R>[], date: string, timeZone: string): OnDay<R> {
  const [start, end] = [toInstant(date, 0, timeZone), toInstant(addDays(date, 1), 0, timeZone)];
  const [first, ...others] = spans.filter(({ from, until }) => from < end && (until === null || until > start));
  if (first) return { kind: 'counted', spans: [first, ...others] };
  const last = spans.findLast(({ from }) => from < end);
  return last ? { kind: 'ended', last } : { kind: 'not-yet', first: spans[0] };
}

type Replaced = Pick<PolicyRevision, 'number' | 'state' | 'publishedAt' | 'changedAt'>;

/** Of a planned revision that never counted: the number of the one that took its place. */
export function replacedBy(revisions: readonly Replaced[], replaced: Replaced): number | undefined {
  if (replaced.state !== 'dropped' || replaced.publishedAt === null) return undefined;
  const after = revisions.filter(
    ({ number, publishedAt }) => number > replaced.number && publishedAt !== null && publishedAt <= replaced.changedAt,
  );
  // It ended with the publication of that one, which is the last before its end.
  return after.toSorted((a, b) => Number(b.publishedAt) - Number(a.publishedAt))[0]?.number;
}

/** What counted right before a revision did: what it changed. Undefined for the first. */
export function before<R extends Standing & { readonly id: string }>(
  revisions: readonly R[],
  revisionId: string,
): R | undefined {
  const spans = spansOf(revisions);
  const at = spans.findIndex(({ revision }) => revision.id === revisionId);
  return at > 0 ? spans[at - 1]?.revision : undefined;
}
