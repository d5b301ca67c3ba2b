import { unsaidWords } from '../../../../search/index.ts';
import type { FoundPassage } from './find-passages.ts';
import { wordsIn } from './question.ts';
import { CERTAIN } from './sure-enough.ts';

/** More of them would be the whole question. */
const MOST = 3;

interface Asked {
  readonly question: string;
  readonly confidence: number;
  /** What is shown, and what its policies are found by. */
  readonly texts: readonly string[];
}

/**
 * What the question names and none of these texts does, so that whoever reads them sees what they may be no answer to.
 * Nothing where the answer is certain, or there is none. Pure.
 */
export function unsaid({ question, confidence, texts }: Asked): readonly string[] {
  if (texts.length === 0 || confidence >= CERTAIN) return [];
  return unsaidWords(wordsIn(question), texts).slice(0, MOST);
}

/** All that a passage says, and what its policy is found by. */
export function textsOf({ view: { passage, policy, revision }, questions }: FoundPassage): readonly string[] {
  return [revision.title, passage.heading, passage.text, ...policy.keywords, ...questions];
}
