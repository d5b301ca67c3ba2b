/** How often a passage was departed from, in the words of the newest time. */
export interface PassageCount {
  readonly passage: string;
  readonly times: number;
}

/** Counts passages, the most frequent first. How they are typed (case, spaces, “passage”, “§”) makes no difference. */
export function countPassages(newestFirst: readonly string[]): readonly PassageCount[] {
  const counts = new Map<string, PassageCount>();
  for (const passage of newestFirst) {
    const key = folded(passage);
    const known = counts.get(key);
    counts.set(key, { passage: known?.passage ?? passage, times: (known?.times ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.times - one.times);
}

function folded(passage: string): string {
  const words = passage.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return words.replace(/^(passage|section|§)\s*/, '').replace(/\/$/, '');
}
