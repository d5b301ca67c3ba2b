import type { Ctx } from '../../src/core/context.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { bm25, stemsAndGrams } from './bm25.ts';
import { answersOf, line } from './compare.ts';
import { type Answer, figuresOf } from './measure.ts';
import { ask, indexSet } from './product.ts';
import { type BenchQuery, foldsBelow } from './sets.ts';

const SHOWN = 30;

/** Prints for every file of example questions how often a question is found by all others of the file, its own fold left out. */
export async function compareInFolds(
  database: TestDatabase,
  ctx: Ctx,
  folder: string,
  folds: number,
): Promise<boolean> {
  let isGood = true;
  for (const { name, sets } of foldsBelow(folder, folds)) {
    const queries: BenchQuery[] = [];
    const answers = new Map<string, Answer[]>();
    for (const set of sets) {
      await indexSet(ctx, set);
      queries.push(...set.queries);
      const engines = [
        ['BM25 of stems', await bm25(database.sql, set)],
        ['stems and n-grams', await stemsAndGrams(database.sql, set)],
        ['Floorwalker', (query: string) => ask(ctx, set.name, query, SHOWN)],
      ] as const;
      for (const [engine, answer] of engines) {
        answers.set(engine, [...(answers.get(engine) ?? []), ...(await answersOf(answer, set.queries))]);
      }
    }
    console.log(`\n${name}: ${queries.length} questions, each asked of the ${folds - 1} folds it is not in`);
    console.log(line(['', 'hit@1', 'hit@3', 'hit@5', 'MRR@10']));
    for (const [engine, of] of answers) {
      const { hit1, hit3, hit5, mrr } = figuresOf(queries, of);
      console.log(line([engine, ...[hit1, hit3, hit5, mrr].map((share) => share.toFixed(3))]));
    }
    const hits = (engine: string) => figuresOf(queries, answers.get(engine) ?? []).hit1;
    isGood &&= hits('Floorwalker') >= hits('stems and n-grams');
  }
  return isGood;
}
