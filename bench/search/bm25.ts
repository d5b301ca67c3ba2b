import type { Sql } from 'postgres';
import { eachGram, foldedWords } from '../../src/search/text.ts';
import type { Answer } from './measure.ts';
import { type Engine, rowsOf } from './others.ts';
import type { BenchSet } from './sets.ts';

/** BM25 of stems (k1 1.2, b 0.75), all in memory: by the best example question, and of documents as a whole. */
export async function bm25(sql: Sql, set: BenchSet): Promise<Engine> {
  const rows = set.documents.flatMap(({ id, questions, passages }) => [
    ...questions.map((text) => ({ document: id, text })),
    ...(passages.length > 0
      ? [
          {
            document: id,
            text: [passages[0]?.title, ...passages.map(({ heading, text }) => `${heading}\n${text}`)].join('\n'),
          },
        ]
      : []),
  ]);
  const stems = await stemmed(
    sql,
    rows.map(({ text }) => text),
  );
  const index = invert(stems);
  return async (query) => {
    const began = performance.now();
    const [asked = new Map<string, number>()] = await stemmed(sql, [query]);
    const scores = new Map<string, number>();
    for (const [row, score] of scoresOf(index, asked.keys())) {
      const id = rows[row]?.document ?? '';
      scores.set(id, Math.max(scores.get(id) ?? 0, score));
    }
    return answerOf(scores, began);
  };
}

/**
 * The best way known to rank short questions by words alone: BM25 of stems and BM25 of n-grams of 3 to 5 characters, each
 * divided by its best for the query; a document has the sum of its best three rows. All in memory.
 */
export async function stemsAndGrams(sql: Sql, set: BenchSet): Promise<Engine> {
  const rows = rowsOf(set);
  const texts = rows.map(({ text }) => text);
  const indexes = [invert(await stemmed(sql, texts)), invert(texts.map(gramCounts))];
  return async (query) => {
    const began = performance.now();
    const [stems = new Map<string, number>()] = await stemmed(sql, [query]);
    const sums = new Map<number, number>();
    for (const [at, asked] of [stems, gramCounts(query)].entries()) {
      const scores = scoresOf(indexes[at] ?? invert([]), asked.keys());
      const most = Math.max(...scores.values());
      for (const [row, score] of scores) sums.set(row, (sums.get(row) ?? 0) + score / most);
    }
    const ofDocuments = new Map<string, number[]>();
    for (const [row, score] of sums) {
      const id = rows[row]?.document ?? '';
      ofDocuments.set(id, [...(ofDocuments.get(id) ?? []), score]);
    }
    return answerOf(new Map([...ofDocuments].map(([id, scores]) => [id, sumOfBest(3, scores)])), began);
  };
}

function sumOfBest(most: number, scores: readonly number[]): number {
  const best = scores.toSorted((one, other) => other - one).slice(0, most);
  return best.reduce((total, score) => total + score, 0);
}

function gramCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  eachGram(foldedWords(text).join(' '), (gram) => counts.set(gram, (counts.get(gram) ?? 0) + 1));
  return counts;
}

function answerOf(scores: ReadonlyMap<string, number>, began: number): Answer {
  const best = [...scores].toSorted((one, other) => other[1] - one[1]);
  return {
    documents: best.slice(0, 30).map(([id]) => id),
    confidence: best[0]?.[1] ?? 0,
    milliseconds: performance.now() - began,
  };
}

interface Inverted {
  readonly postings: ReadonlyMap<string, readonly (readonly [row: number, count: number])[]>;
  readonly lengths: readonly number[];
  readonly mean: number;
}

function invert(texts: readonly ReadonlyMap<string, number>[]): Inverted {
  const postings = new Map<string, [number, number][]>();
  for (const [row, counts] of texts.entries()) {
    for (const [stem, count] of counts) {
      const of = postings.get(stem);
      if (of) of.push([row, count]);
      else postings.set(stem, [[row, count]]);
    }
  }
  const lengths = texts.map((counts) => [...counts.values()].reduce((total, count) => total + count, 0));
  return { postings, lengths, mean: lengths.reduce((total, length) => total + length, 0) / lengths.length };
}

function scoresOf({ postings, lengths, mean }: Inverted, stems: Iterable<string>): ReadonlyMap<number, number> {
  const [k1, b] = [1.2, 0.75];
  const scores = new Map<number, number>();
  for (const stem of stems) {
    const of = postings.get(stem) ?? [];
    const weight = Math.log(1 + (lengths.length - of.length + 0.5) / (of.length + 0.5));
    for (const [row, count] of of) {
      const saturation = k1 * (1 - b + (b * (lengths[row] ?? 0)) / mean);
      scores.set(row, (scores.get(row) ?? 0) + (weight * count * (k1 + 1)) / (count + saturation));
    }
  }
  return scores;
}

async function stemmed(sql: Sql, texts: readonly string[]): Promise<ReadonlyMap<string, number>[]> {
  const rows = await sql<{ lexemes: string[]; counts: number[] }[]>`
    select array(select lexeme from unnest(words)) as lexemes,
      array(select cardinality(positions) from unnest(words)) as counts
    from unnest(${texts as string[]}::text[]) with ordinality as given (text, place), to_tsvector('english', given.text) as words
    order by place`;
  return rows.map(({ lexemes, counts }) => new Map(lexemes.map((lexeme, at) => [lexeme, Number(counts[at])])));
}
