/** What may follow the characters so far, and the n-gram that they are. */
interface Step {
  readonly next: Map<number, Step>;
  gram?: string;
}

/** Tells of each of its n-grams as often as it stands in these words. */
export type GramFinder = (words: string, found: (gram: string) => void) => void;

/**
 * Finds the n-grams of a query in texts: the same as asking for each that `eachGram` tells of, without cutting the text into
 * all of its own, hundreds of texts a search (a trie, walked from each character as far as it goes).
 */
export function gramFinder(grams: readonly string[]): GramFinder {
  const root: Step = { next: new Map() };
  for (const gram of grams) endOf(root, gram).gram = gram;
  return (words, found) => {
    if (words === '' || grams.length === 0) return;
    const text = ` ${words} `;
    for (let from = 0; from < text.length; from += 1) {
      let step = root.next.get(text.charCodeAt(from));
      for (let at = from + 1; step; at += 1) {
        if (step.gram !== undefined) found(step.gram);
        step = step.next.get(text.charCodeAt(at));
      }
    }
  };
}

function endOf(root: Step, gram: string): Step {
  let step = root;
  for (let at = 0; at < gram.length; at += 1) {
    const code = gram.charCodeAt(at);
    const next: Step = step.next.get(code) ?? { next: new Map() };
    step.next.set(code, next);
    step = next;
  }
  return step;
}
