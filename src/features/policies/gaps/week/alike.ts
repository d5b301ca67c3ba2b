/** How often something was looked up in these words. */
export interface Looked {
  readonly query: string;
  readonly count: number;
  /** How sure the surest of these look-ups was, where 1 would have been an answer. */
  readonly confidence: number;
}

/** Look-ups of similar words, under those that were typed most. */
export interface LookedGroup extends Looked {
  /** Other ways of typing it. */
  readonly others: number;
}

/** From this share of common letters in a row on, two questions are the same to whoever answers them (docs/look-up.md: how often). */
const ALIKE = 0.45;

/** Pure: the most asked first. What is like the words of a group joins the group that it is most like. */
export function groupAlike(looked: readonly Looked[], least = ALIKE): readonly LookedGroup[] {
  const groups: { parts: ReadonlySet<string>; query: string; count: number; others: number; confidence: number }[] = [];
  for (const { query, count, confidence } of looked.toSorted((one, other) => other.count - one.count)) {
    const parts = partsOf(query);
    const best = groups
      .map((group) => ({ group, likeness: likeness(group.parts, parts) }))
      .toSorted((one, other) => other.likeness - one.likeness)[0];
    if (best && best.likeness >= least) {
      best.group.count += count;
      best.group.others += 1;
      best.group.confidence = Math.max(best.group.confidence, confidence);
    } else groups.push({ parts, query, count, others: 0, confidence });
  }
  return groups.map(({ parts: _parts, ...group }) => group).toSorted((one, other) => other.count - one.count);
}

/** Every three letters in a row of each word, and each word's end and beginning: word forms and typos share most of them. */
function partsOf(query: string): ReadonlySet<string> {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [query.toLowerCase()];
  return new Set(words.slice(0, 40).flatMap((word) => threes(` ${word.slice(0, 40)} `)));
}

function threes(word: string): string[] {
  const letters = Array.from(word);
  return letters.slice(0, Math.max(1, letters.length - 2)).map((_, at) => letters.slice(at, at + 3).join(''));
}

/** Common ones among all that either has: 1 the same, 0 nothing in common. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const part of one) if (other.has(part)) common += 1;
  return common / Math.max(1, one.size + other.size - common);
}
