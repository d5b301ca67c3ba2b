import type { Candidate } from './candidates.ts';
import { gramFinder } from './gram-finder.ts';
import type { Query, QuerySide } from './query.ts';
import { type Together, togetherBy } from './together.ts';
import type { Weights } from './weights.ts';

/** How much of what is asked a unit holds, by each kind of term: about 1 for all of it, once, in a text of mean length. */
export interface Signals {
  readonly candidate: Candidate;
  readonly stems: number;
  readonly words: number;
  readonly grams: number;
  /** N-grams by all questions of its document; undefined for a passage. */
  readonly together: Together | undefined;
  /**
   * How much it was that matched: BM25 of the stems, in units of one word that stands nowhere else. Times the root of how
   * much is asked, as a sentence has more in it that need not match than a few words have; and less of it where there is more
   * to be found, as of many strangers the best one matches better by chance.
   */
  readonly information: number;
}

/** Scores every candidate by every signal. */
export function signalsOf(query: Query, candidates: readonly Candidate[], weights: Weights): Signals[] {
  const { totals, kinds } = query;
  const { k1, sameThing, shortLength, passageLength } = weights;
  const short = (side: QuerySide, total: number) =>
    scorer(side, { k1, sameThing, b: shortLength, mean: total / totals.shortCount });
  const passage = (side: QuerySide, total: number) =>
    scorer(side, { k1, sameThing, b: passageLength, mean: total / totals.passageCount });
  const ofShort = {
    side: kinds['short-stem'],
    gramsIn: gramFinder(kinds['short-gram'].terms.map(({ text }) => text)),
    stems: short(kinds['short-stem'], totals.shortStems),
    words: short(kinds['short-word'], totals.shortWords),
    grams: short(kinds['short-gram'], totals.shortGrams),
    unit: Math.log(1 + totals.shortCount),
  };
  const ofPassage = {
    side: kinds['passage-stem'],
    gramsIn: gramFinder(kinds['passage-gram'].terms.map(({ text }) => text)),
    stems: passage(kinds['passage-stem'], totals.passageStems),
    words: none,
    grams: passage(kinds['passage-gram'], totals.passageGrams),
    unit: Math.log(1 + totals.passageCount),
  };
  const togetherOf = togetherBy(kinds['short-gram']);
  return candidates.map((candidate) => {
    const of = candidate.kind === 'passage' ? ofPassage : ofShort;
    const stems = of.stems((found, placeOf) => findStems(candidate.stems, weights, placeOf, found), candidate.length);
    const mass = massOf(of.side, candidate);
    const together = togetherOf(candidate);
    return {
      candidate,
      stems: stems.score === 0 ? 0 : stems.score / mass,
      words: of.words((found, placeOf) => findWords(candidate.short, placeOf, found), candidate.words).share,
      grams: of.grams((found) => of.gramsIn(candidate.short, found), candidate.grams, together?.best).share,
      together,
      information: ((stems.score / of.unit) * Math.sqrt(mass / of.unit)) / byChance(of.unit),
    };
  });
}

/** Of so many texts and fewer the best stranger is as good. */
const FEW = Math.log(1 + 100);

/** How much better the best stranger is than one of few: found on training data, by sets joined and cut (docs/search.md). */
function byChance(unit: number): number {
  return Math.max(1, unit / FEW) ** 1.5;
}

/** A unit holds stems of its own stemmer only, whose letter they begin with: those of others are nothing that it lacks. */
function massOf({ mass, masses }: QuerySide, { stems }: Candidate): number {
  return masses.get(stems.charAt(0)) ?? mass;
}

interface Scored {
  readonly score: number;
  readonly share: number;
}

/** Told of the place of a term among those of the query, with how often it counts if not once. */
type Found = (place: number, count?: number) => void;
type PlaceOf = (text: string) => number | undefined;
/** `best` keeps the greatest score of each term. */
type Scorer = (findIn: (found: Found, placeOf: PlaceOf) => void, length: number, best?: Float64Array) => Scored;

const none: Scorer = () => ({ score: 0, share: 0 });

interface ScorerOf {
  readonly k1: number;
  readonly b: number;
  /** Of the texts that are scored. */
  readonly mean: number;
  readonly sameThing: number;
}

/**
 * BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, formula 3.15) over the terms of one kind,
 * and its share of what the query comes to.
 */
function scorer({ terms, mass }: QuerySide, { k1, sameThing, b, mean }: ScorerOf): Scorer {
  if (terms.length === 0) return none;
  const places = new Map(terms.map(({ text }, at) => [text, at]));
  const placeOf: PlaceOf = (text) => places.get(text);
  const weights = Float64Array.from(terms, ({ weight }) => weight);
  const things = sumOfThings(terms, sameThing);
  const counts = new Float64Array(terms.length);
  const found: Found = (place, count = 1) => {
    counts[place] = (counts[place] ?? 0) + count;
  };
  return (findIn, length, best) => {
    const saturation = k1 * (1 - b + (b * length) / mean);
    counts.fill(0);
    things.clear();
    findIn(found, placeOf);
    let score = 0;
    for (let at = 0; at < weights.length; at += 1) {
      const count = counts[at] ?? 0;
      if (count === 0) continue;
      const part = ((weights[at] ?? 0) * count * (k1 + 1)) / (count + saturation);
      score += things.added(at, part);
      if (best && part > (best[at] ?? 0)) best[at] = part;
    }
    return { score, share: score / mass };
  };
}

/** How much each term adds, where of the names of one thing the best counts whole, and the others as much as `others` says. */
function sumOfThings(terms: QuerySide['terms'], others: number) {
  const names = [...new Set(terms.flatMap(({ thing }) => (thing === '' ? [] : thing)))];
  const things = Int32Array.from(terms, ({ thing }) => names.indexOf(thing));
  const bestOf = new Float64Array(names.length);
  return {
    clear: () => bestOf.fill(0),
    added(at: number, part: number): number {
      const thing = things[at] ?? -1;
      if (thing === -1) return part;
      const best = bestOf[thing] ?? 0;
      if (part > best) bestOf[thing] = part;
      return Math.max(0, part - best) + others * Math.min(part, best);
    },
  };
}

function findWords(short: string, placeOf: PlaceOf, found: Found): void {
  for (const word of short.split(' ')) {
    const place = placeOf(word);
    if (place !== undefined) found(place);
  }
}

/** The stems of a unit (`stem:title.heading.body`); those in title and heading count more often (BM25F, same source, 3.6). */
function findStems(stems: string, { title, heading }: Weights, placeOf: PlaceOf, found: Found): void {
  for (let from = 0; from < stems.length;) {
    const end = stems.indexOf(':', from);
    const space = stems.indexOf(' ', end);
    const next = space === -1 ? stems.length : space;
    const place = placeOf(stems.slice(from, end));
    if (place !== undefined) {
      const [inTitle = 0, inHeading = 0, inBody = 0] = stems
        .slice(end + 1, next)
        .split('.')
        .map(Number);
      found(place, title * inTitle + heading * inHeading + inBody);
    }
    from = next + 1;
  }
}
