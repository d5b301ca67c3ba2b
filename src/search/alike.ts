/** Below this length one letter more or less makes another word. */
const SHORTEST_WITH_TYPO = 5;
/** From this length on, two typos are forgiven. */
const SHORTEST_WITH_TWO = 9;
/** Forms of one word share so much of the shorter one from its beginning, and differ at the end by so many letters. */
const SHARED = 0.75;
const LONGEST_ENDING = 6;
const SHORTEST_FORM = 4;

/** Whether two folded words are the same, forms of one word, or one of them a typo of the other. */
export function areAlike(one: string, other: string): boolean {
  return one === other || areForms(one, other) || isTypo(one, other);
}

function areForms(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  let shared = 0;
  while (shared < shorter.length && shorter[shared] === longer[shared]) shared += 1;
  return shared >= Math.max(SHORTEST_FORM, SHARED * shorter.length) && longer.length - shared <= LONGEST_ENDING;
}

function isTypo(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < SHORTEST_WITH_TYPO) return false;
  const most = shorter >= SHORTEST_WITH_TWO ? 2 : 1;
  return Math.abs(one.length - other.length) <= most && typosBetween(one, other) <= most;
}

/** Optimal string alignment: letters put in, left out, changed, or swapped with their neighbour (Boytsov 2011, 2.1). */
function typosBetween(one: string, other: string): number {
  let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (last?.[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last?.[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped && row > 1 && column > 1 ? (before?.[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, current];
  }
  return last?.[other.length] ?? Infinity;
}
