import type { Ctx } from '../../src/core/context.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { showAbstaining } from './abstain.ts';
import { type Answer, differenceInterval, type Figures, figuresOf } from './measure.ts';
import { bm25, stemsAndGrams } from './bm25.ts';
import { type Engine, postgresEngines } from './others.ts';
import { ask, indexSet } from './product.ts';
import type { BenchQuery, BenchSet } from './sets.ts';

/** Room for documents that do not count for a query. */
const SHOWN = 30;

/** Prints a table for each set; false where the product is below BM25 by more than the 95 % interval. */
export async function compareEngines(database: TestDatabase, ctx: Ctx, sets: readonly BenchSet[]): Promise<boolean> {
  let isGood = true;
  for (const set of sets) {
    const took = await indexSet(ctx, set);
    // What autovacuum does a minute after a large import.
    await database.sql`vacuum analyze search_units, search_terms`;
    const units = set.documents.reduce(
      (total, { questions, passages }) => total + questions.length + passages.length,
      0,
    );
    console.log(
      `\n${set.name}: ${set.documents.length} documents of ${units} units, indexed in ${(took / 1000).toFixed(1)} s; ${set.split}`,
    );
    isGood = (await compareOn(database, ctx, set)) && isGood;
  }
  return isGood;
}

async function compareOn(database: TestDatabase, ctx: Ctx, set: BenchSet): Promise<boolean> {
  const { and, or } = await postgresEngines(database.sql, set);
  const engines: readonly (readonly [string, Engine])[] = [
    ['all words', and],
    ['any, ts_rank_cd', or],
    ['BM25 of stems', await bm25(database.sql, set)],
    ['stems and n-grams', await stemsAndGrams(database.sql, set)],
    ['Floorwalker', (query) => ask(ctx, set.name, query, SHOWN)],
  ];
  const { queries } = set;
  const figures = new Map<string, Figures>();
  console.log(line(['', 'hit@1', 'hit@3', 'hit@5', 'MRR@10', 'AUC', 'median', 'p95']));
  for (const [name, engine] of engines) {
    const answers = await answersOf(engine, queries);
    const of = figuresOf(queries, answers);
    figures.set(name, of);
    console.log(line([name, ...cells(of)]));
    const tests = queries
      .map((query, at) => ({ query, answer: answers[at] }))
      .filter(({ query }) => query.part === 'test');
    if (name === 'Floorwalker' && tests.length < queries.length) {
      const held = figuresOf(
        tests.map(({ query }) => query),
        tests.flatMap(({ answer }) => answer ?? []),
      );
      console.log(line([`  of ${tests.length} not tuned on`, ...cells(held)]));
    }
  }
  await showAbstaining(ctx, set);
  return isNotBelow(figures.get('Floorwalker'), figures.get('BM25 of stems'));
}

/** Answers to all queries, one after another, when some have warmed up what answers. */
export async function answersOf(engine: Engine, queries: readonly BenchQuery[]): Promise<Answer[]> {
  for (const { text } of queries.slice(0, 20)) await engine(text);
  const answers: Answer[] = [];
  for (const { text } of queries) answers.push(await engine(text));
  return answers;
}

function isNotBelow(ours: Figures | undefined, theirs: Figures | undefined): boolean {
  if (!ours || !theirs) return false;
  return [1, 3, 5].every((most) => {
    const [low, high] = differenceInterval(ours.ranks, theirs.ranks, most);
    console.log(`  hit@${most} less that of BM25: ${low.toFixed(3)} to ${high.toFixed(3)} (95 %)`);
    return high >= 0;
  });
}

function cells(of: Figures): string[] {
  const shares = [of.hit1, of.hit3, of.hit5, of.mrr].map((share) => share.toFixed(3));
  return [...shares, of.auc?.toFixed(3) ?? '–', `${of.median.toFixed(1)} ms`, `${of.p95.toFixed(1)} ms`];
}

/** A row of a table. */
export function line([name = '', ...rest]: readonly string[]): string {
  return `  ${name.padEnd(20)}${rest.map((cell) => cell.padStart(9)).join('')}`;
}
