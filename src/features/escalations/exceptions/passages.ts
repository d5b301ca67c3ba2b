import type { ShownPassage } from './shown-passages.ts';

/** How often a passage was departed from, in the words of the newest time. */
export interface PassageCount extends ShownPassage {
  readonly times: number;
}

/**
 * Counts passages, the most frequent first: those of a policy here over all its revisions. How others are typed (case, spaces,
 * “passage”, “§”) makes no difference.
 */
export function countPassages(newestFirst: readonly ShownPassage[]): readonly PassageCount[] {
  const counts = new Map<string, PassageCount>();
  for (const shown of newestFirst) {
    const key = keyOf(shown);
    const known = counts.get(key);
    counts.set(key, { ...(known ?? shown), times: (known?.times ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.times - one.times);
}

function keyOf({ passage, place }: ShownPassage): string {
  return place ? `${place.policyId}@${place.anchor}` : folded(passage);
}

function folded(passage: string): string {
  const words = passage.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return words.replace(/^(passage|section|§)\s*/, '').replace(/\/$/, '');
}
