import { type Ctx, transaction } from '../../src/core/context.ts';
import { candidatesOf, type Cut } from '../../src/search/candidates.ts';
import { readQuery } from '../../src/search/query.ts';
import { rank } from '../../src/search/rank.ts';
import { signalsOf } from '../../src/search/signals.ts';
import { foldedWords } from '../../src/search/text.ts';
import { type Weights, WEIGHTS } from '../../src/search/weights.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { type Asked, surenessOf, told } from './abstain.ts';
import { showAlike } from './alike.ts';
import { mean } from './measure.ts';
import { EVERYONE, indexSet } from './product.ts';
import type { BenchQuery, BenchSet } from './sets.ts';

/** Nothing is cut while tuning: everything is a candidate. */
const WHOLE: Cut = {
  entries: { 'short-stem': 1e9, 'short-word': 1e9, 'short-gram': 1e9, 'passage-stem': 1e9, 'passage-gram': 1e9 },
  shortRanked: 1e6,
  passagesRanked: 1e6,
};
const THRESHOLDS = { shortThreshold: [0.25, 0.32, 0.4, 0.5, 0.65], passageThreshold: [0.11, 0.16, 0.22, 0.3, 0.45] };
/** So many questions of each set, evenly spread, so that it takes minutes. */
const QUESTIONS = 240;

const variants: Readonly<Record<string, Partial<Weights>>> = {
  'as they are': {},
  'everyday words 0.15': { everyday: 0.15 },
  'everyday words 0.6': { everyday: 0.6 },
  'everyday words 1': { everyday: 1 },
  'no words alike': { alike: 0 },
  'words alike 0.9': { alike: 0.9 },
  'no synonyms': { synonym: 0 },
  'synonyms 0.4': { synonym: 0.4 },
  'synonyms 1': { synonym: 1 },
  'one name of a thing': { sameThing: 0 },
  'all names of a thing': { sameThing: 1 },
  'not together': { together: 0 },
  'together 0.5': { together: 0.5 },
  'together 2': { together: 2 },
  'k1 0.8': { k1: 0.8 },
  'k1 1.6': { k1: 1.6 },
  'short length 0.75': { shortLength: 0.75 },
  'short length 1': { shortLength: 1 },
  'no words': { shortWords: 0 },
  'words 1': { shortWords: 1 },
  'grams 0.5': { shortGrams: 0.5 },
  'grams 2': { shortGrams: 2 },
  'sharpness 1': { sharpness: 1 },
  'sharpness 2': { sharpness: 2 },
  'best question': { questions: 1 },
  'best three': { questions: 3 },
  'best eight': { questions: 8 },
  'passage length 0.2': { passageLength: 0.2 },
  'passage length 0.75': { passageLength: 0.75 },
  'no heading grams': { passageGrams: 0 },
  'heading grams 0.5': { passageGrams: 0.5 },
  'heading grams 1': { passageGrams: 1 },
  'title 1': { title: 1 },
  'title 5': { title: 5 },
  'heading 1': { heading: 1 },
  'heading 4': { heading: 4 },
};

const OF_QUERIES = ['everyday', 'alike', 'synonym'] as const;

/**
 * Prints what each change of one weight would do, by training data alone: each example question is left out and asked of
 * the others; of documents, the half of the queries that is for tuning, and the example questions that are left out. Then
 * the thresholds: a question is out of scope where all documents that answer it are left out.
 */
export async function tune(database: TestDatabase, ctx: Ctx, sets: readonly BenchSet[]): Promise<void> {
  for (const set of sets) await indexSet(ctx, set);
  await database.sql`vacuum analyze search_units, search_terms`;
  const perSet = new Map<string, readonly Asked[]>();
  for (const set of sets) {
    const cases = await casesOf(ctx, set);
    if (cases.length > 0) perSet.set(set.name, cases);
  }
  for (const [name, changes] of Object.entries(variants)) {
    const weights = { ...WEIGHTS, ...changes };
    const columns: (readonly [number, number])[] = [];
    for (const [set, cases] of perSet) columns.push(scoresOf(await readAgain(ctx, set, cases, changes), weights));
    console.log(`${name.padEnd(22)}${columns.map(([hit, rr]) => `  ${hit.toFixed(3)} ${rr.toFixed(3)}`).join('')}`);
  }
  console.log(`columns: hit@1 and MRR of ${[...perSet.keys()].join(', ')}`);
  for (const [name, cases] of perSet) showThresholds(name, cases);
  showAlike(sets);
}

function questionsOf(set: BenchSet): readonly BenchQuery[] {
  const own = set.documents.flatMap(({ id, questions }) =>
    questions.length < 2
      ? []
      : questions.map((text) => ({ text, relevant: [id], excluded: [], part: 'tune' as const })),
  );
  const all = [...own, ...set.queries.filter(({ part }) => part === 'tune')];
  const step = Math.max(1, Math.floor(all.length / QUESTIONS));
  return all.filter((_, at) => at % step === 0);
}

async function casesOf(ctx: Ctx, set: BenchSet): Promise<Asked[]> {
  const cases: Asked[] = [];
  for (const question of questionsOf(set)) {
    const found = await readCase(ctx, set.name, question);
    if (found) cases.push(found);
  }
  return cases;
}

/** The question itself is no candidate; its words stay in the counts, which changes no comparison. */
async function readCase(ctx: Ctx, collection: string, question: BenchQuery): Promise<Asked | undefined> {
  return transaction(ctx, async (tx) => {
    const query = await readQuery(tx, ctx, { collection, query: question.text });
    if (!query) return undefined;
    const reader = { audience: EVERYONE, at: ctx.clock.now() };
    const all = await candidatesOf(tx, query, reader, { weights: { ...WEIGHTS, shortWords: 1 }, cut: WHOLE });
    const itself = all.find(
      ({ kind, documentId, short }) =>
        kind === 'question' && question.relevant.includes(documentId) && short === foldedWords(question.text).join(' '),
    );
    const candidates = all.filter(({ id, documentId }) => id !== itself?.id && !question.excluded.includes(documentId));
    return { question, query, candidates };
  });
}

/** The same questions where the change is one of how they are read. */
async function readAgain(ctx: Ctx, collection: string, cases: readonly Asked[], changes: Partial<Weights>) {
  if (!OF_QUERIES.some((weight) => weight in changes)) return cases;
  const again: Asked[] = [];
  for (const one of cases) {
    const query = await transaction(ctx, (tx) =>
      readQuery(tx, ctx, { collection, query: one.question.text }, { ...WEIGHTS, ...changes }),
    );
    if (query) again.push({ ...one, query });
  }
  return again;
}

function scoresOf(cases: readonly Asked[], weights: Weights): readonly [hit: number, reciprocal: number] {
  const answerable = cases.filter(({ question }) => question.relevant.length > 0);
  const places = answerable.map(({ question, query, candidates }) => {
    const documents = rank(signalsOf(query, candidates, weights), weights);
    const place = documents.findIndex(({ documentId }) => question.relevant.includes(documentId));
    return place === -1 ? Infinity : place + 1;
  });
  return [mean(places.map((place) => Number(place === 1))), mean(places.map((place) => 1 / place))];
}

/** What thresholds would answer and refuse, 1 being just enough by each. */
function showThresholds(name: string, cases: readonly Asked[]): void {
  console.log(name);
  const hasPassages = cases.some(({ candidates }) => candidates.some(({ kind }) => kind === 'passage'));
  for (const [threshold, values] of Object.entries(THRESHOLDS)) {
    if (threshold === 'passageThreshold' && !hasPassages) continue;
    for (const value of values) {
      const weights = { ...WEIGHTS, [threshold]: value };
      const sure = surenessOf(cases, (query, candidates) => rank(signalsOf(query, candidates, weights), weights));
      console.log(`  ${threshold} ${value}: ${told(sure)}`);
    }
  }
}
