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

/** Whether one of two folded words is the other with a letter wrong, or two in a long one. */
export function isTypo(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < SHORTEST_WITH_TYPO) return false;
  const most = shorter >= SHORTEST_WITH_TWO ? 2 : 1;
  return Math.abs(one.length - other.length) <= most && typosBetween(one, other) <= most;
}

/** Optimal string alignment: letters put in, left out, changed, or swapped with their neighbour (Boytsov 2011, 2.1). */
function typosBetween(one: string, other: string): number {
  const width = other.length + 1;
  const table = new Uint8Array((one.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = 0; row <= one.length; row += 1) {
    for (let column = 0; column < width; column += 1) {
      table[row * width + column] =
        row === 0 || column === 0 ? row + column : cheapest(one, other, { row, column, at });
    }
  }
  return at(one.length, other.length);
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly at: (row: number, column: number) => number;
}

function cheapest(one: string, other: string, { row, column, at }: Cell): number {
  const changed = at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
  const least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, changed);
  const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  return isSwapped ? Math.min(least, at(row - 2, column - 2) + 1) : least;
}
