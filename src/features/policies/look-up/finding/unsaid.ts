import { unsaidWords } from '../../../../search/index.ts';
import type { FoundPassage } from './find-passages.ts';
import { wordsIn } from './question.ts';
import { CERTAIN } from './sure-enough.ts';

/** More of them would be the whole question. */
const MOST = 3;

interface Shown {
  readonly question: string;
  readonly confidence: number;
  readonly passages: readonly FoundPassage[];
}

/**
 * What the question names and none of these passages does, nor what their policies are found by, so that whoever reads them
 * sees what they may be no answer to. Nothing where the answer is certain. Pure.
 */
export function unsaid({ question, confidence, passages }: Shown): readonly string[] {
  if (passages.length === 0 || confidence >= CERTAIN) return [];
  return unsaidWords(wordsIn(question), passages.flatMap(textsOf)).slice(0, MOST);
}

function textsOf({ view: { passage, policy, revision }, questions }: FoundPassage): readonly string[] {
  return [revision.title, passage.heading, passage.text, ...policy.keywords, ...questions];
}
