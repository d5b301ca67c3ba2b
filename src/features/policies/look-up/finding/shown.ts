import type { Found, FoundPassage } from './find-passages.ts';
import { FAR, NEAR, NEARLY_AS_NEAR, WORTH_SHOWING } from './sure-enough.ts';
import { textsOf, unsaid } from './unsaid.ts';

/** Shown at once, of those that are worth it; *Not this* shows as many again. */
const MOST = 5;
/** Of those that hardly ever answer. */
const MOST_UNSURE = 3;

/** Some of what was found, to be shown at once. */
export interface Shown {
  /** Whether these may stand as an answer, or only come nearest; nothing: not even that. */
  readonly standing: 'answer' | 'nearest' | 'nothing';
  readonly passages: readonly FoundPassage[];
  /** What the question names and nothing of this does, as it was typed: no answer then, however well the rest of it fits. */
  readonly unsaid: readonly string[];
  /** How many were shown before these: they were not it. */
  readonly from: number;
  /** How many come after these. */
  readonly more: number;
}

/** What is nearly as good as the best, then the rest, a few at a time: *Not this* goes on. Pure. */
export function shownOf(question: string, found: Found, from = 0): Shown {
  if (!found.answered) return nearestOf(question, found);
  const best = found.passages[0]?.score ?? 0;
  const passages = found.passages.filter(({ score }) => score >= FAR * best);
  const next = passages.slice(from, from + MOST);
  const worthIt = next.filter(({ score }) => score >= WORTH_SHOWING * best);
  const unsaidOf = (shown: readonly FoundPassage[]) =>
    unsaid({ question, confidence: found.confidence, texts: shown.flatMap(textsOf) });
  const isSure = next.length === 0 || (worthIt.length > 0 && unsaidOf(worthIt).length === 0);
  const shown = isSure ? worthIt : (worthIt.length > 0 ? worthIt : next).slice(0, MOST_UNSURE);
  return {
    standing: isSure ? 'answer' : 'nearest',
    passages: shown,
    unsaid: unsaidOf(shown),
    from,
    more: Math.max(0, passages.length - from - shown.length),
  };
}

/** Of each policy the best passage: it may be the answer all the same, and whoever says so teaches it. */
function nearestOf(question: string, { passages, confidence }: Found): Shown {
  const best = passages[0]?.score ?? 0;
  const isNear = confidence >= NEAR && passages.length > 0;
  const nearest = firstOfEach(isNear ? passages : [])
    .filter(({ score }) => score >= NEARLY_AS_NEAR * best)
    .slice(0, MOST_UNSURE);
  return {
    standing: isNear ? 'nearest' : 'nothing',
    passages: nearest,
    unsaid: unsaid({ question, confidence, texts: nearest.flatMap(textsOf) }),
    from: 0,
    more: 0,
  };
}

function firstOfEach(passages: readonly FoundPassage[]): readonly FoundPassage[] {
  const policyOf = ({ view }: FoundPassage) => view.policy.id;
  return passages.filter((one, at) => at === passages.findIndex((other) => policyOf(other) === policyOf(one)));
}
