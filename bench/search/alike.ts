import { groupAlike } from '../../src/features/policies/gaps/week/alike.ts';
import type { BenchSet } from './sets.ts';

/** So many questions of a set are compared with each other, evenly spread. */
const QUESTIONS = 120;
const SHARES = [0.35, 0.45, 0.55];

/**
 * Prints what the list of a week joins (gaps/week/alike.ts): of the pairs of training questions that would be one line, how
 * many have the same answer, and how many of the pairs with the same answer are found.
 */
export function showAlike(sets: readonly BenchSet[]): void {
  const labelled = sets.filter(({ documents }) => documents.every(({ passages }) => passages.length === 0));
  for (const set of labelled) {
    const all = set.documents.flatMap(({ id, questions }) => questions.map((text) => ({ id, text })));
    const step = Math.max(1, Math.floor(all.length / QUESTIONS));
    const pairs = pairsOf(all.filter((_, at) => at % step === 0));
    const same = pairs.filter(({ isSame }) => isSame).length;
    const cells = SHARES.map((least) => {
      const joined = pairs.filter(({ one, other }) => groupAlike([one, other], least).length === 1);
      const right = joined.filter(({ isSame }) => isSame).length;
      return `${least}: ${joined.length} joined, ${percent(right / joined.length)} rightly, ${percent(right / same)} of all`;
    });
    console.log(`${set.name}, questions alike at\n  ${cells.join('\n  ')}`);
  }
}

function pairsOf(questions: readonly { readonly id: string; readonly text: string }[]) {
  return questions.flatMap((one, at) =>
    questions.slice(at + 1).map((other) => ({
      one: { query: one.text, count: 1, confidence: 0 },
      other: { query: other.text, count: 1, confidence: 0 },
      isSame: one.id === other.id,
    })),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
