import { availableParallelism, loadavg } from 'node:os';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { type Candidate, candidatesOf, CUT, type Cut } from '../../src/search/candidates.ts';
import { hitsOf } from '../../src/search/hits.ts';
import { readQuery } from '../../src/search/query.ts';
import { rank } from '../../src/search/rank.ts';
import { indexDocument, search } from '../../src/search/index.ts';
import { signalsOf } from '../../src/search/signals.ts';
import { WEIGHTS } from '../../src/search/weights.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { generator, mean, quantile } from './measure.ts';
import { EVERYONE } from './product.ts';

const COLLECTION = 'policy';
const PASSAGES = 12;
const WORDS = 60;
const VOCABULARY = 30_000;
const QUERIES = 60;
/** At the size that the goal is for. */
const GOAL = { passages: 60_000, milliseconds: 30 };
/** So many times as much is read and ranked, for what the cut loses. */
const WIDER = 20;

const SIZES = [6_000, 60_000, 300_000];

/**
 * Prints what a search takes as the index grows, with documents of twelve passages and five example questions, of words
 * as frequent as Zipf's law has it, and what the cut loses: how often a document is found among the first five by reading
 * twenty times as much, and not by what is read. False where the goal is missed.
 */
export async function scale(database: TestDatabase, ctx: Ctx, most: number): Promise<boolean> {
  const random = generator(11);
  const word = zipf(random);
  const asked: { readonly id: string; readonly text: string }[] = [];
  let documents = 0;
  let isGood = true;
  for (const size of SIZES.filter((each) => each <= most)) {
    const began = performance.now();
    const before = documents;
    for (; documents * PASSAGES < size;) {
      documents += 10;
      await addDocuments(ctx, { from: documents - 10, to: documents, word, random, asked });
    }
    const seconds = (performance.now() - began) / 1000;
    await database.sql`vacuum analyze search_units, search_terms`;
    const queries = Array.from(
      { length: QUERIES },
      () => asked[Math.floor(random() * asked.length)] ?? { id: '', text: '' },
    );
    console.log(
      `${documents * PASSAGES} passages, ${documents * 5} questions (${documents - before} documents in ${seconds.toFixed(0)} s, ${await megabytes(database)} MB); load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`,
    );
    const p95 = await showTimes(ctx, queries);
    await showLoss(ctx, queries);
    if (size === GOAL.passages && p95 > GOAL.milliseconds) isGood = false;
  }
  return isGood;
}

interface Adding {
  readonly from: number;
  readonly to: number;
  readonly word: () => string;
  readonly random: () => number;
  readonly asked: { readonly id: string; readonly text: string }[];
}

async function addDocuments(ctx: Ctx, { from, to, word, random, asked }: Adding): Promise<void> {
  const text = (count: number) => Array.from({ length: count }, word).join(' ');
  await transaction(ctx, async (tx) => {
    for (let at = from; at < to; at += 1) {
      const id = `d${at}`;
      const title = text(3);
      const passages = Array.from({ length: PASSAGES }, (_, place) => ({
        passageId: `${id}#${place}`,
        title,
        heading: text(3),
        text: text(WORDS),
      }));
      const questions = Array.from({ length: 5 }, (_, place) => ({ id: `${place}`, text: text(7) }));
      await indexDocument(tx, ctx, {
        collection: COLLECTION,
        documentId: id,
        language: 'english',
        audience: EVERYONE,
        passages,
        questions,
        keywords: [],
      });
      const passage = passages[Math.floor(random() * PASSAGES)]?.text.split(' ').slice(10, 16).join(' ') ?? '';
      const question = questions[0]?.text.split(' ').slice(1, 6).join(' ') ?? '';
      asked.push({ id, text: random() < 0.5 ? passage : question });
    }
  });
}

/** Words made of syllables; the n-th is 1/n as frequent as the first. */
function zipf(random: () => number): () => string {
  const syllables =
    'ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se so ta te ti to va ve'.split(
      ' ',
    );
  const words = Array.from({ length: VOCABULARY }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      '',
    ),
  );
  const all = Math.log(VOCABULARY);
  return () => words[Math.min(VOCABULARY - 1, Math.floor(Math.exp(random() * all)))] ?? '';
}

async function showTimes(ctx: Ctx, queries: readonly { readonly text: string }[]): Promise<number> {
  const pasted = queries.map((_, at) =>
    queries
      .slice(at % 20, (at % 20) + 40)
      .map(({ text }) => text)
      .join(' ')
      .repeat(4)
      .slice(0, 5000),
  );
  const short = await timesOf(
    ctx,
    queries.map(({ text }) => text),
  );
  const long = await timesOf(ctx, pasted);
  const empty = await timesOfNothing(ctx);
  console.log(
    `  a sentence: ${both(short)}; 5,000 characters: ${both(long)}; a transaction that asks for 1: ${both(empty)}`,
  );
  return quantile(short, 0.95);
}

/** What the machine makes of nothing, while it does whatever else it does: to judge the other times by. */
async function timesOfNothing(ctx: Ctx): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < QUERIES; at += 1) {
    const began = performance.now();
    await transaction(ctx, (tx) => tx.execute('select 1'));
    times.push(performance.now() - began);
  }
  return times;
}

async function timesOf(ctx: Ctx, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [at, query] of [...texts.slice(0, 10), ...texts].entries()) {
    const began = performance.now();
    await transaction(ctx, (tx) =>
      search(tx, ctx, { collection: COLLECTION, query, audience: EVERYONE, at: ctx.clock.now(), limit: 5 }),
    );
    if (at >= 10) times.push(performance.now() - began);
  }
  return times;
}

async function showLoss(ctx: Ctx, queries: readonly { readonly id: string; readonly text: string }[]): Promise<void> {
  const wider: Cut = {
    entries: {
      'short-stem': CUT.entries['short-stem'] * WIDER,
      'short-word': CUT.entries['short-word'] * WIDER,
      'short-gram': CUT.entries['short-gram'] * WIDER,
      'passage-stem': CUT.entries['passage-stem'] * WIDER,
      'passage-gram': CUT.entries['passage-gram'] * WIDER,
    },
    shortRanked: 2000,
    passagesRanked: 2000,
  };
  const [found, foundWider] = [await shareFound(ctx, queries, CUT), await shareFound(ctx, queries.slice(0, 30), wider)];
  const same = mean(found.slice(0, 30).map(Number));
  console.log(
    `  hit@5 ${mean(found.map(Number)).toFixed(3)}; of the first 30: ${same.toFixed(3)}, and ${mean(foundWider.map(Number)).toFixed(3)} by reading ${WIDER} times as much`,
  );
}

async function shareFound(
  ctx: Ctx,
  queries: readonly { readonly id: string; readonly text: string }[],
  cut: Cut,
): Promise<boolean[]> {
  const found: boolean[] = [];
  for (const { id, text } of queries) {
    const hits = await transaction(ctx, async (tx) => {
      const query = await readQuery(tx, ctx, { collection: COLLECTION, query: text });
      if (!query) return [];
      const reader = { audience: EVERYONE, at: ctx.clock.now() };
      const candidates: readonly Candidate[] = await candidatesOf(tx, query, reader, { weights: WEIGHTS, cut });
      return hitsOf(rank(signalsOf(query, candidates, WEIGHTS), WEIGHTS), 5);
    });
    found.push(hits.some(({ documentId }) => documentId === id));
  }
  return found;
}

async function megabytes(database: TestDatabase): Promise<number> {
  const [row] = await database.sql<{ size: number }[]>`
    select ((pg_total_relation_size('search_units') + pg_total_relation_size('search_terms')) / 1048576)::int as size`;
  return row?.size ?? 0;
}

function both(times: readonly number[]): string {
  return `median ${quantile(times, 0.5).toFixed(1)}, p95 ${quantile(times, 0.95).toFixed(1)} ms`;
}
