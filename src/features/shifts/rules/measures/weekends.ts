/** Days are counted from 1 January 1970, a Thursday. */
const SATURDAY = 2;

/** A weekend of which somebody works something, by the number of its Saturday. */
export interface Weekend {
  readonly saturday: number;
  /** Both its days. */
  readonly isWhole: boolean;
}

/** The weekends in these days, in order. */
export function weekendsIn(days: readonly number[]): readonly Weekend[] {
  const worked = new Set(days);
  const saturdays = new Set<number>();
  for (const day of worked) {
    const since = (((day - SATURDAY) % 7) + 7) % 7;
    if (since < 2) saturdays.add(day - since);
  }
  return [...saturdays]
    .toSorted((a, b) => a - b)
    .map((saturday) => ({ saturday, isWhole: worked.has(saturday) && worked.has(saturday + 1) }));
}
