/**
 * `npm run bench:search -- --data DIR`: how well the search finds what people ask for, on every set below the folder (pairs
 * of *_train.csv and *_test.csv, folders of documents with a queries.csv; bench/search/sets.ts), beside PostgreSQL's own
 * search with all and with any of the words, and BM25; and on the sample policies, by sentences of customers (test/sentences). Ends with 1 where it is below BM25 by more than chance.
 * `-- --folds 10 --data DIR` asks every example question of all others, a tenth at a time; `-- --tune --data DIR` shows how the weights were found, `-- --scale [--most 300000]`
 * what a search costs in a large index.
 */
import { parseArgs } from 'node:util';
import { createTestDatabase } from '../test/support/database.ts';
import { openNorthwind } from '../test/support/northwind.ts';
import { compareEngines } from './search/compare.ts';
import { compareInFolds } from './search/folds.ts';
import { scale } from './search/scale.ts';
import { sentenceSets } from './search/sentences.ts';
import { setsBelow } from './search/sets.ts';
import { tune } from './search/tune.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    tune: { type: 'boolean', default: false },
    folds: { type: 'string' },
    scale: { type: 'boolean', default: false },
    most: { type: 'string', default: '60000' },
  },
});

const database = await createTestDatabase();
try {
  const ctx = (await openNorthwind(database)).as('ana');
  const isGood = await run();
  if (!isGood) process.exitCode = 1;

  async function run(): Promise<boolean> {
    if (values.scale) return scale(database, ctx, Number(values.most));
    if (values.folds) return compareInFolds(database, ctx, values.data, Number(values.folds));
    return onData(values.data, values.tune);
  }

  async function onData(folder: string, isTuning: boolean): Promise<boolean> {
    const sets = setsBelow(folder);
    if (sets.length === 0) throw new Error(`No *_train.csv, train.csv or queries.csv below ${folder}`);
    sets.push(...sentenceSets(folder));
    if (isTuning) await tune(database, ctx, sets);
    return isTuning || compareEngines(database, ctx, sets);
  }
} finally {
  await database.close();
}
