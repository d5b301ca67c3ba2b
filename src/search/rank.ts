import type { Candidate } from './candidates.ts';
import type { Signals } from './signals.ts';
import { shareOf, type Together } from './together.ts';
import type { Weights } from './weights.ts';

/** A unit and what it says for its document: about 1 where it holds all that is asked. */
export interface RankedUnit {
  readonly candidate: Candidate;
  readonly score: number;
  readonly confidence: number;
  readonly together: Together | undefined;
}

/** A document by its best units, which come best first. */
export interface RankedDocument {
  readonly documentId: string;
  readonly variant: string;
  readonly score: number;
  /** 1 where it is just enough to answer. */
  readonly confidence: number;
  readonly units: readonly RankedUnit[];
}

/**
 * Documents, best first: by their best passage, and by their questions, the n-th best of which counts 1/n. (One question
 * that matches well is worth more than three that match so so; several that match well say more than one. What they hold
 * together tells two documents apart of which each has a part of what is asked in one question.)
 */
export function rank(signals: readonly Signals[], weights: Weights): readonly RankedDocument[] {
  const byDocument = new Map<string, RankedUnit[]>();
  for (const each of signals) {
    const { documentId, variant } = each.candidate;
    const key = JSON.stringify([documentId, variant]);
    const units = byDocument.get(key);
    if (units) units.push(rankedUnit(each, weights));
    else byDocument.set(key, [rankedUnit(each, weights)]);
  }
  return [...byDocument.values()]
    .map((units) => documentOf(units, weights))
    .toSorted((one, other) => other.score - one.score || compare(one, other));
}

/** Equal scores keep one order, whatever the order of the rows. */
function compare(one: RankedDocument, other: RankedDocument): number {
  return one.documentId < other.documentId || (one.documentId === other.documentId && one.variant < other.variant)
    ? -1
    : 1;
}

function rankedUnit({ candidate, stems, words, grams, together, information }: Signals, w: Weights): RankedUnit {
  const share =
    candidate.kind === 'passage'
      ? (w.passageStems * stems + w.passageGrams * grams) / (w.passageStems + w.passageGrams)
      : (w.shortStems * stems + w.shortWords * words + w.shortGrams * grams) /
        (w.shortStems + w.shortWords + w.shortGrams);
  const threshold = candidate.kind === 'passage' ? w.passageThreshold : w.shortThreshold;
  return {
    candidate,
    score: share ** w.sharpness,
    confidence: (share * information) / threshold,
    together,
  };
}

function documentOf(of: readonly RankedUnit[], weights: Weights): RankedDocument {
  const units = of.toSorted(
    (one, other) => other.score - one.score || Number(one.candidate.id) - Number(other.candidate.id),
  );
  const passage = units.find(({ candidate }) => candidate.kind === 'passage');
  const questions = units.filter(({ candidate }) => candidate.kind !== 'passage').slice(0, weights.questions);
  const { documentId = '', variant = '' } = units[0]?.candidate ?? {};
  return {
    documentId,
    variant,
    units,
    score: (passage?.score ?? 0) + fading(questions.map(({ score }) => score)) + togetherOf(questions, weights),
    confidence: (passage?.confidence ?? 0) + fading(questions.map(({ confidence }) => confidence)),
  };
}

/** Sharper than a score, as many questions hold a little of everything: it counts where they hold nearly all of it. */
function togetherOf(questions: readonly RankedUnit[], { together, sharpness }: Weights): number {
  const all = questions[0]?.together;
  return all ? together * shareOf(all) ** (2 * sharpness) : 0;
}

/** Sum in which the n-th counts 1/n. */
function fading(values: readonly number[]): number {
  return values.reduce((total, value, at) => total + value / (at + 1), 0);
}
