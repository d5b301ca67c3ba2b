import { availableParallelism, loadavg } from 'node:os';
import type { Ctx } from '../../src/core/context.ts';
import { CUT, type Cut } from '../../src/search/candidates.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { build } from './build.ts';
import { Corpus, type CorpusQuery, PASSAGES, QUESTIONS } from './corpus.ts';
import { quantile } from './measure.ts';
import { meanOf, processorTime, shareFound, type Stages, stagesOf, timesOf, timesOfNothing } from './stages.ts';

const SIZES = [6_000, 60_000, 300_000];
const QUERIES = 240;
/** Of these as many are asked with far more read, and as many long texts, which take long. */
const FEWER = 60;
/** At the size that the goal is for. */
const GOAL = { passages: 60_000, milliseconds: 30 };
/** So many times as much is read and ranked, for what the cut loses. */
const WIDER = 100;
const RANKED_WIDER = 5_000;
/** Whoever runs it unattended is not kept for longer. */
const MOST_MINUTES = 20;

/**
 * Prints what a search takes as the index grows, by its stages, and what the cut loses: how often a document is found among
 * the first five by what is read, and by reading a hundred times as much. False where the goal is missed.
 * @throws when it takes too long
 */
export async function scale(database: TestDatabase, ctx: Ctx, most: number): Promise<boolean> {
  const began = performance.now();
  const inTime = (): void => {
    if (performance.now() - began > MOST_MINUTES * 60_000) throw new Error(`This takes over ${MOST_MINUTES} minutes.`);
  };
  const corpus = new Corpus();
  let isGood = true;
  for (const size of SIZES.filter((each) => each <= most)) {
    const from = performance.now();
    await build(database, ctx, { corpus, documents: Math.ceil(size / PASSAGES), inTime });
    console.log(
      `\n${corpus.count * PASSAGES} passages, ${corpus.count * QUESTIONS} questions (${seconds(from)} more to build); ${await sizes(database)}; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`,
    );
    const queries = corpus.queries(QUERIES);
    const p95 = await showTimes(ctx, queries, inTime);
    await showStages(ctx, queries, inTime);
    if (size === GOAL.passages && p95 > GOAL.milliseconds) isGood = false;
  }
  return isGood;
}

async function showTimes(ctx: Ctx, queries: readonly CorpusQuery[], inTime: () => void): Promise<number> {
  const texts = queries.map(({ text }) => text);
  // Connections, plans and pages are warm in life, too.
  await timesOf(ctx, texts.slice(0, FEWER));
  inTime();
  let short: readonly number[] = [];
  const cost = await processorTime(ctx, texts.length, async () => (short = await timesOf(ctx, texts)));
  inTime();
  const long = await timesOf(ctx, pastedFrom(texts));
  const nothing = await timesOfNothing(ctx, QUERIES);
  console.log(
    `  ${texts.length} sentences: ${both(short)}; processor: Node ${ms(cost.node)}, PostgreSQL ${ms(cost.postgres)}`,
  );
  console.log(`  ${FEWER} texts of 5,000 characters: ${both(long)}; a transaction that asks for 1: ${both(nothing)}`);
  return quantile(short, 0.95);
}

function pastedFrom(texts: readonly string[]): readonly string[] {
  return texts.slice(0, FEWER).map((_, at) =>
    texts
      .slice(at, at + 160)
      .join(' ')
      .slice(0, 5000),
  );
}

async function showStages(ctx: Ctx, queries: readonly CorpusQuery[], inTime: () => void): Promise<void> {
  const all = await allStages(ctx, queries, CUT, inTime);
  const some = await allStages(ctx, queries.slice(0, FEWER), CUT, inTime);
  const wide = await allStages(ctx, queries.slice(0, FEWER), WIDE, inTime);
  const stage = (name: string, of: 'query' | 'candidates' | 'scoring' | 'firstPassages') =>
    `${name} ${ms(meanOf(all, of))} (p95 ${quantile(
      all.map((each) => each[of]),
      0.95,
    ).toFixed(1)})`;
  console.log(
    `  means: ${[stage('reading the query', 'query'), stage('candidates', 'candidates'), stage('scoring', 'scoring'), stage('first passages', 'firstPassages')].join(', ')}`,
  );
  const count = (of: 'entries' | 'allEntries' | 'terms' | 'ranked') => Math.round(meanOf(all, of));
  console.log(
    `  entries read: ${count('entries')} of ${count('allEntries')} by ${count('terms')} terms; ${count('ranked')} units ranked`,
  );
  console.log(
    `  hit@5 ${shareFound(all).toFixed(3)}; of ${some.length}: ${shareFound(some).toFixed(3)}, and ${shareFound(wide).toFixed(3)} by reading ${Math.round(meanOf(wide, 'entries'))} entries and ranking ${Math.round(meanOf(wide, 'ranked'))}`,
  );
}

async function allStages(
  ctx: Ctx,
  queries: readonly CorpusQuery[],
  cut: Cut,
  inTime: () => void,
): Promise<readonly Stages[]> {
  const all: Stages[] = [];
  for (const query of queries) {
    inTime();
    const stages = await stagesOf(ctx, query, cut);
    if (stages) all.push(stages);
  }
  return all;
}

const WIDE: Cut = {
  entries: {
    'short-stem': CUT.entries['short-stem'] * WIDER,
    'short-word': CUT.entries['short-word'] * WIDER,
    'short-gram': CUT.entries['short-gram'] * WIDER,
    'passage-stem': CUT.entries['passage-stem'] * WIDER,
    'passage-gram': CUT.entries['passage-gram'] * WIDER,
  },
  shortRanked: RANKED_WIDER,
  passagesRanked: RANKED_WIDER,
};

async function sizes({ sql }: TestDatabase): Promise<string> {
  const [row] = await sql<{ rows: number; terms: number; counts: number }[]>`
    select (pg_table_size('search_units') / 1048576)::int as rows,
      (pg_indexes_size('search_units') / 1048576)::int as terms,
      (pg_total_relation_size('search_terms') / 1048576)::int as counts`;
  if (!row) return '';
  const { rows, terms, counts } = row;
  return `${rows + terms + counts} MB (rows ${rows}, their indexes ${terms}, counts ${counts})`;
}

function seconds(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(0)} s`;
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(1)} ms`;
}

function both(times: readonly number[]): string {
  return `median ${quantile(times, 0.5).toFixed(1)}, p95 ${quantile(times, 0.95).toFixed(1)} ms`;
}
