/** From `from` up to, not including, `to`: milliseconds of instants, or minutes of a local day. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** In order, with what overlaps or touches joined, and without what is empty. */
export function merge(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || last.to < stretch.from) merged.push(stretch);
    else if (last.to < stretch.to) merged[merged.length - 1] = { from: last.from, to: stretch.to };
  }
  return merged;
}

/** What is left of a stretch; `holes` are merged. */
export function cutOut(stretch: Stretch, holes: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let { from } = stretch;
  for (const hole of holes) {
    if (hole.to <= from) continue;
    if (hole.from >= stretch.to) break;
    if (hole.from > from) left.push({ from, to: hole.from });
    from = hole.to;
  }
  if (from < stretch.to) left.push({ from, to: stretch.to });
  return left;
}
