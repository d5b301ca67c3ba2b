/** draft: being written; review: somebody else reads it; published: counts from its date; dropped: came to nothing. */
export type RevisionState = 'draft' | 'review' | 'published' | 'dropped';

type Moves = Readonly<Partial<Record<RevisionState, RevisionState>>>;

/** The life of a revision, from the state it is in to the one afterwards; a state that is not named allows nothing. */
export const revisionMoves = {
  save: { draft: 'draft', review: 'draft' },
  sendForReview: { draft: 'review' },
  sendBack: { review: 'draft' },
  publish: { draft: 'published', review: 'published' },
  drop: { draft: 'dropped', review: 'dropped' },
} as const satisfies Readonly<Record<string, Moves>>;
export type RevisionMove = keyof typeof revisionMoves;

/** What of a revision decides when it counts. */
export interface Standing {
  readonly number: number;
  readonly state: RevisionState;
  readonly effectiveAt: Date | null;
  readonly expiresAt: Date | null;
}

/**
 * The revision that counts at `at`: of the published ones that had begun, the one that began last (of several that began
 * together the one with the highest number), unless it has expired by then. What expires brings no older one back.
 */
export function inForceAt<R extends Standing>(revisions: readonly R[], at: Date): R | undefined {
  const begun = revisions.filter(
    ({ state, effectiveAt }) => state === 'published' && effectiveAt !== null && effectiveAt <= at,
  );
  const [last] = begun.toSorted((a, b) => Number(b.effectiveAt) - Number(a.effectiveAt) || b.number - a.number);
  return last && (last.expiresAt === null || last.expiresAt > at) ? last : undefined;
}

/** From when to when a revision counts; `until` is null while nothing ends it. */
export interface Span<R> {
  readonly revision: R;
  readonly from: Date;
  readonly until: Date | null;
}

/**
 * When each published revision counts, in order: until it expires, the next begins or the policy is archived. What never counts
 * is left out.
 */
export function spansOf<R extends Standing>(
  revisions: readonly R[],
  archivedAt: Date | null = null,
): readonly Span<R>[] {
  const begun = revisions
    .flatMap((revision) =>
      revision.state === 'published' && revision.effectiveAt ? [{ revision, from: revision.effectiveAt }] : [],
    )
    .toSorted((a, b) => Number(a.from) - Number(b.from) || a.revision.number - b.revision.number);
  return begun
    .map(({ revision, from }, at) => {
      const next = begun[at + 1]?.from ?? null;
      return { revision, from, until: earlier(earlier(revision.expiresAt, next), archivedAt) };
    })
    .filter(({ from, until }) => until === null || from < until);
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
