import type { Candidate } from './candidates.ts';
import type { Totals } from './collection.ts';
import type { Query, QueryTerm } from './query.ts';
import type { Language } from './stems.ts';
import { stemName } from './terms.ts';
import { gramsOf } from './text.ts';
import { WEIGHTS as w } from './weights.ts';

/** A unit and what it says about the document it is of; scores of one query can be compared, those of two cannot. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

/** What a document comes to by its best units. */
export interface RankedDocument {
  readonly documentId: string;
  readonly variant: string;
  readonly score: number;
  readonly best: readonly Ranked[];
}

/** Robertson's inverse document frequency in the form that is never negative: ln(1 + (N - n + .5) / (n + .5)). */
export function inverseFrequency(totals: Totals, { kind, units }: QueryTerm): number {
  const all = kind.startsWith('short') ? totals.shortCount : totals.passageCount;
  return Math.log(1 + (all - units + 0.5) / (units + 0.5));
}

/** Documents, best first. */
export function rank(query: Query, candidates: readonly Candidate[]): readonly RankedDocument[] {
  const short = candidates.filter(({ kind }) => kind !== 'passage');
  const passages = candidates.filter(({ kind }) => kind === 'passage');
  const units = [...rankShort(query, short), ...rankPassages(query, passages)];
  const byDocument = new Map<string, Ranked[]>();
  for (const unit of units) {
    const key = JSON.stringify([unit.candidate.documentId, unit.candidate.variant]);
    const of = byDocument.get(key);
    if (of) of.push(unit);
    else byDocument.set(key, [unit]);
  }
  return [...byDocument.values()]
    .map((of) => documentOf(of))
    .toSorted((one, other) => other.score - one.score || (one.documentId < other.documentId ? -1 : 1));
}

function documentOf(units: readonly Ranked[]): RankedDocument {
  const best = units.toSorted(
    (one, other) => other.score - one.score || Number(one.candidate.id) - Number(other.candidate.id),
  );
  const { documentId = '', variant = '' } = best[0]?.candidate ?? {};
  const sumOf = (kind: 'short' | 'passage', most: number) =>
    best
      .filter(({ candidate }) => (candidate.kind === 'passage') === (kind === 'passage'))
      .slice(0, most)
      .reduce((total, { score }) => total + score, 0);
  return { documentId, variant, best, score: sumOf('short', 3) + sumOf('passage', w.passagesPerDocument) };
}

function rankShort(query: Query, units: readonly Candidate[]): Ranked[] {
  const { totals } = query;
  const stems = scorer(query, 'short-stem', totals.shortStems / totals.shortCount);
  const words = scorer(query, 'short-word', totals.shortWords / totals.shortCount);
  const grams = scorer(query, 'short-gram', totals.shortGrams / totals.shortCount);
  return fuse(units, [
    { weight: w.shortStems, of: (unit) => stems(stemCounts(unit), unit.length) },
    { weight: w.shortWords, of: (unit) => words(counted(unit.short.split(' ')), unit.words) },
    { weight: w.shortGrams, of: (unit) => grams(counted(gramsOf(unit.short.split(' '))), unit.grams) },
  ]);
}

function rankPassages(query: Query, units: readonly Candidate[]): Ranked[] {
  const { totals } = query;
  const stems = scorer(query, 'passage-stem', totals.passageStems / totals.passageCount);
  const grams = scorer(query, 'passage-gram', totals.passageGrams / totals.passageCount);
  return fuse(units, [
    { weight: w.passageStems, of: (unit) => stems(stemCounts(unit), unit.length) },
    { weight: w.passageGrams, of: (unit) => grams(counted(gramsOf(unit.short.split(' '))), unit.grams) },
  ]);
}

type Counts = ReadonlyMap<string, number>;

/** BM25 (Robertson and Zaragoza 2009, formula 3.15) over the terms of one kind. */
function scorer(query: Query, kind: QueryTerm['kind'], mean: number): (counts: Counts, length: number) => number {
  const terms = query.terms.filter((term) => term.kind === kind);
  const weighted = terms.map((term) => ({ text: term.text, weight: inverseFrequency(query.totals, term) }));
  return (counts, length) => {
    const saturation = w.k1 * (1 - w.b + w.b * (length / mean));
    let score = 0;
    for (const { text, weight } of weighted) {
      const count = counts.get(text);
      if (count) score += (weight * count * (w.k1 + 1)) / (count + saturation);
    }
    return score;
  };
}

interface Signal {
  readonly weight: number;
  readonly of: (unit: Candidate) => number;
}

/** Each signal divided by its maximum for this query, weighed and added. */
function fuse(units: readonly Candidate[], signals: readonly Signal[]): Ranked[] {
  const scores = signals.map(({ of }) => units.map(of));
  const most = scores.map((of) => Math.max(1e-9, ...of));
  return units.map((candidate, at) => ({
    candidate,
    score: signals.reduce(
      (total, { weight }, nth) => total + (weight * (scores[nth]?.[at] ?? 0)) / (most[nth] ?? 1),
      0,
    ),
  }));
}

function counted(texts: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** `stem:title.heading.body` of a unit, weighed by field (BM25F). */
function stemCounts(unit: Candidate): Counts {
  const counts = new Map<string, number>();
  for (const part of unit.stems.split(' ')) {
    const [stem = '', fields = ''] = part.split(':');
    const [title = 0, heading = 0, body = 0] = fields.split('.').map(Number);
    counts.set(stemName(unit.language as Language, stem), w.title * title + w.heading * heading + body);
  }
  return counts;
}
