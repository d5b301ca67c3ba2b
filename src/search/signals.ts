import type { Candidate } from './candidates.ts';
import type { Query, QuerySide } from './query.ts';
import type { Language } from './stems.ts';
import { stemName } from './terms.ts';
import { gramsOf } from './text.ts';
import type { Weights } from './weights.ts';

/** How much of what is asked a unit holds, by each kind of term: about 1 for all of it, once, in a text of mean length. */
export interface Signals {
  readonly candidate: Candidate;
  readonly stems: number;
  readonly words: number;
  readonly grams: number;
  /** BM25 of the stems in units of one word that stands nowhere else: how much it was that matched. */
  readonly information: number;
}

/** Scores every candidate by every signal. */
export function signalsOf(query: Query, candidates: readonly Candidate[], weights: Weights): Signals[] {
  const { totals, kinds } = query;
  const { k1, shortLength, passageLength } = weights;
  const short = (side: QuerySide, total: number) =>
    scorer(side, { k1, b: shortLength, mean: total / totals.shortCount });
  const passage = (side: QuerySide, total: number) =>
    scorer(side, { k1, b: passageLength, mean: total / totals.passageCount });
  const ofShort = {
    stems: short(kinds['short-stem'], totals.shortStems),
    words: short(kinds['short-word'], totals.shortWords),
    grams: short(kinds['short-gram'], totals.shortGrams),
    unit: Math.log(1 + totals.shortCount),
  };
  const ofPassage = {
    stems: passage(kinds['passage-stem'], totals.passageStems),
    words: none,
    grams: passage(kinds['passage-gram'], totals.passageGrams),
    unit: Math.log(1 + totals.passageCount),
  };
  return candidates.map((candidate) => {
    const of = candidate.kind === 'passage' ? ofPassage : ofShort;
    const words = candidate.short.split(' ');
    const stems = of.stems(stemsIn(candidate, weights), candidate.length);
    return {
      candidate,
      stems: stems.share,
      words: of.words(once(words), candidate.words).share,
      grams: of.grams(once(gramsOf(words)), candidate.grams).share,
      information: stems.score / of.unit,
    };
  });
}

interface Scored {
  readonly score: number;
  readonly share: number;
}

type Scorer = (terms: Iterable<readonly [text: string, count: number]>, length: number) => Scored;

const none: Scorer = () => ({ score: 0, share: 0 });

/**
 * BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, formula 3.15) over the terms of one kind,
 * and its share of what the query comes to.
 */
function scorer(
  { terms, mass }: QuerySide,
  { k1, b, mean }: { readonly k1: number; readonly b: number; readonly mean: number },
): Scorer {
  const weights = new Map(terms.map(({ text, weight }) => [text, weight]));
  if (weights.size === 0) return none;
  return (held, length) => {
    const saturation = k1 * (1 - b + (b * length) / mean);
    const counts = new Map<string, number>();
    for (const [text, count] of held) if (weights.has(text)) counts.set(text, (counts.get(text) ?? 0) + count);
    let score = 0;
    for (const [text, count] of counts) score += ((weights.get(text) ?? 0) * count * (k1 + 1)) / (count + saturation);
    return { score, share: score / mass };
  };
}

function* once(texts: readonly string[]): Generator<readonly [string, number]> {
  for (const text of texts) yield [text, 1];
}

/** The stems of a unit; those in title and heading count more often (BM25F, same source, 3.6). */
function* stemsIn(unit: Candidate, { title, heading }: Weights): Generator<readonly [string, number]> {
  for (const part of unit.stems.split(' ')) {
    const [stem = '', fields = ''] = part.split(':');
    const [inTitle = 0, inHeading = 0, inBody = 0] = fields.split('.').map(Number);
    yield [stemName(unit.language as Language, stem), title * inTitle + heading * inHeading + inBody];
  }
}
