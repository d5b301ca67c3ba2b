/** A stretch of days without a gap, by number; `last` is in it. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

export function lengthOf({ first, last }: Run): number {
  return last - first + 1;
}

/** The runs of these days, which are in order and may repeat. */
export function runsOf(days: readonly number[]): readonly Run[] {
  const runs: { first: number; last: number }[] = [];
  let current: { first: number; last: number } | undefined;
  for (const day of days) {
    if (current && day <= current.last + 1) current.last = day;
    else {
      current = { first: day, last: day };
      runs.push(current);
    }
  }
  return runs;
}

/** The runs of days from `first` to `last` that are none of these, which are in order. */
export function gapsOf(days: readonly number[], { first, last }: Run): readonly Run[] {
  const gaps: Run[] = [];
  let free = first;
  for (const run of runsOf(days)) {
    if (run.first > free) gaps.push({ first: free, last: Math.min(run.first - 1, last) });
    free = Math.max(free, run.last + 1);
  }
  if (free <= last) gaps.push({ first: free, last });
  return gaps.filter((gap) => gap.first <= gap.last);
}

/** A day, and the kind of shift that was worked on it. */
export interface DayOfKind {
  readonly day: number;
  readonly kind: string;
}

/** Runs of days with the same kind of shift. The days are in order. */
export function runsOfKinds(days: readonly DayOfKind[]): readonly (Run & { readonly kind: string })[] {
  const runs: (Run & { readonly kind: string })[] = [];
  for (const { day, kind } of days) {
    const current = runs.at(-1);
    if (current?.kind === kind && day <= current.last + 1) runs[runs.length - 1] = { ...current, last: day };
    else runs.push({ first: day, last: day, kind });
  }
  return runs;
}

/** One kind of shift, and another on the next day. */
export interface Succession {
  readonly from: string;
  readonly to: string;
  /** The second of both. */
  readonly day: number;
}

/** Where a kind follows another that it must not follow. The days are in order. */
export function successionsIn(
  days: readonly DayOfKind[],
  forbidden: readonly (readonly [string, string])[],
): readonly Succession[] {
  const found: Succession[] = [];
  for (const [index, { day, kind }] of days.entries()) {
    for (let at = index - 1; at >= 0; at -= 1) {
      const earlier = days[at];
      if (!earlier || earlier.day < day - 1) break;
      if (earlier.day === day - 1 && forbidden.some(([first, next]) => first === earlier.kind && next === kind)) {
        found.push({ from: earlier.kind, to: kind, day });
      }
    }
  }
  return found;
}
