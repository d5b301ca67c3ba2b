/** Tells the place of each of its n-grams, as often as it stands in these words. */
export type GramFinder = (words: string, found: (place: number) => void) => void;

/**
 * Finds the n-grams of a query in texts: the same as asking for each that `eachGram` tells of, without cutting the text into
 * all of its own, hundreds of texts a search (a trie, walked from each character as far as it goes).
 */
export function gramFinder(grams: readonly string[]): GramFinder {
  const { letters, next, width, places } = trieOf(grams);
  return (words, found) => {
    if (words === '' || grams.length === 0) return;
    const text = ` ${words} `;
    for (let from = 0; from < text.length; from += 1) {
      let step = 0;
      for (let at = from; at < text.length; at += 1) {
        step = next[step * width + (letters[text.charCodeAt(at)] ?? 0)] ?? 0;
        if (step === 0) break;
        const place = places[step] ?? NOWHERE;
        if (place !== NOWHERE) found(place);
      }
    }
  };
}

const NOWHERE = -1;
const ALL_LETTERS = 65_536;

/** In tables of numbers, as every character of every text is looked up in them. */
interface Trie {
  /** Column of each character; 0 of those that stand in no n-gram. */
  readonly letters: Uint16Array;
  readonly width: number;
  /** A row for each beginning of an n-gram: where each letter leads to; 0 where nothing goes on so. */
  readonly next: Int32Array;
  /** Which n-gram each beginning is, or NOWHERE. */
  readonly places: Int32Array;
}

function trieOf(grams: readonly string[]): Trie {
  const codes = [...new Set(grams.join(''))].flatMap((letter) => letter.split('')).map((unit) => unit.charCodeAt(0));
  const letters = new Uint16Array(ALL_LETTERS);
  for (const [at, code] of [...new Set(codes)].entries()) letters[code] = at + 1;
  const width = new Set(codes).size + 1;
  const most = 1 + grams.reduce((sum, { length }) => sum + length, 0);
  const trie: Trie = { letters, width, next: new Int32Array(most * width), places: new Int32Array(most).fill(NOWHERE) };
  let last = 0;
  for (const [place, gram] of grams.entries()) {
    let step = 0;
    for (let at = 0; at < gram.length; at += 1) {
      const cell = step * width + (letters[gram.charCodeAt(at)] ?? 0);
      trie.next[cell] ||= last += 1;
      step = trie.next[cell] ?? 0;
    }
    trie.places[step] = place;
  }
  return trie;
}
