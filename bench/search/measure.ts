import type { BenchQuery } from './sets.ts';

/** What an engine answers to one query: the document of each hit, best first, and how sure it is of the first. */
export interface Answer {
  readonly documents: readonly string[];
  readonly confidence: number;
  readonly milliseconds: number;
}

export interface Figures {
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  readonly mrr: number;
  /** How well confidence tells answerable from out of scope; undefined without both. */
  readonly auc: number | undefined;
  readonly median: number;
  readonly p95: number;
  /** Reciprocal rank of each answerable query, in their order, for comparing two engines. */
  readonly ranks: readonly number[];
}

export function figuresOf(queries: readonly BenchQuery[], answers: readonly Answer[]): Figures {
  const ranks: number[] = [];
  const inScope: number[] = [];
  const outOfScope: number[] = [];
  for (const [at, query] of queries.entries()) {
    const answer = answers[at];
    if (!answer) continue;
    if (query.relevant.length === 0) {
      outOfScope.push(answer.confidence);
      continue;
    }
    inScope.push(answer.confidence);
    const shown = answer.documents.filter((id) => !query.excluded.includes(id)).slice(0, 10);
    const place = shown.findIndex((id) => query.relevant.includes(id));
    ranks.push(place === -1 ? Infinity : place + 1);
  }
  const within = (most: number) => mean(ranks.map((rank) => (rank <= most ? 1 : 0)));
  const times = answers.map(({ milliseconds }) => milliseconds);
  return {
    hit1: within(1),
    hit3: within(3),
    hit5: within(5),
    mrr: mean(ranks.map((rank) => 1 / rank)),
    auc: inScope.length > 0 && outOfScope.length > 0 ? areaUnderCurve(inScope, outOfScope) : undefined,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    ranks,
  };
}

/** Share of pairs in which the answerable one has the greater confidence; ties count half (Mann and Whitney). */
export function areaUnderCurve(inScope: readonly number[], outOfScope: readonly number[]): number {
  let won = 0;
  for (const one of inScope) for (const other of outOfScope) won += Number(one > other) + Number(one === other) / 2;
  return won / (inScope.length * outOfScope.length);
}

/** 95 % interval of hit@most of one engine less that of the other, by 2,000 draws of queries (same draws each run). */
export function differenceInterval(
  one: readonly number[],
  other: readonly number[],
  most: number,
): readonly [low: number, high: number] {
  const random = generator(7);
  const differences = one.map((rank, at) => Number(rank <= most) - Number((other[at] ?? Infinity) <= most));
  const means = Array.from({ length: 2000 }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  );
  return [quantile(means, 0.025), quantile(means, 0.975)];
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** mulberry32: evenly spread numbers from 0 to 1, the same for the same seed. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
