import { type Ctx, transaction } from '../../src/core/context.ts';
import { type Candidate, candidatesOf, type Cut } from '../../src/search/candidates.ts';
import { type Query, readQuery } from '../../src/search/query.ts';
import { rank } from '../../src/search/rank.ts';
import { type Signals, signalsOf } from '../../src/search/signals.ts';
import { foldedWords } from '../../src/search/text.ts';
import { type Weights, WEIGHTS } from '../../src/search/weights.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { areaUnderCurve, mean, quantile } from './measure.ts';
import { EVERYONE, indexSet } from './product.ts';
import type { BenchQuery, BenchSet } from './sets.ts';

/** Nothing is cut while tuning: everything is a candidate. */
const WHOLE: Cut = {
  entries: { 'short-stem': 1e9, 'short-word': 1e9, 'short-gram': 1e9, 'passage-stem': 1e9, 'passage-gram': 1e9 },
  shortRanked: 1e6,
  passagesRanked: 1e6,
};
/** Of the answerable questions so many are to be answered. */
const ANSWERED = 0.9;
/** So many questions of each set, evenly spread, so that it takes minutes. */
const QUESTIONS = 240;

/** A question with all that it could be answered by. */
interface Case {
  readonly question: BenchQuery;
  readonly query: Query;
  readonly candidates: readonly Candidate[];
}

const variants: Readonly<Record<string, Partial<Weights>>> = {
  'as they are': {},
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
  'heading grams 2': { passageGrams: 2 },
  'title 1': { title: 1 },
  'title 5': { title: 5 },
  'heading 1': { heading: 1 },
  'heading 4': { heading: 4 },
};

/**
 * Prints what each change of one weight would do, by training data alone: each example question is left out and asked of
 * the others; of documents, the half of the queries that is for tuning. Then the thresholds, for which a question is out
 * of scope when the whole of its label is left out (of documents: when it is asked of the other sets).
 */
export async function tune(database: TestDatabase, ctx: Ctx, sets: readonly BenchSet[]): Promise<void> {
  for (const set of sets) await indexSet(ctx, set);
  await database.sql`vacuum analyze search_units, search_terms`;
  const perSet = new Map<string, readonly Case[]>();
  for (const set of sets) perSet.set(set.name, await casesOf(ctx, set));
  for (const [name, changes] of Object.entries(variants)) {
    const weights = { ...WEIGHTS, ...changes };
    const columns = [...perSet.values()].map((cases) => scoresOf(cases, weights));
    console.log(`${name.padEnd(22)}${columns.map(([hit, rr]) => `  ${hit.toFixed(3)} ${rr.toFixed(3)}`).join('')}`);
  }
  console.log(`columns: hit@1 and MRR of ${[...perSet.keys()].join(', ')}`);
  for (const [name, cases] of perSet) await showThreshold(ctx, name, cases, sets);
}

function questionsOf(set: BenchSet): readonly BenchQuery[] {
  const own = set.documents.flatMap(({ id, questions }) =>
    questions.length < 2
      ? []
      : questions.map((text) => ({ text, relevant: [id], excluded: [], part: 'tune' as const })),
  );
  const all = own.length > 0 ? own : set.queries.filter(({ part }) => part === 'tune');
  const step = Math.max(1, Math.floor(all.length / QUESTIONS));
  return all.filter((_, at) => at % step === 0);
}

async function casesOf(ctx: Ctx, set: BenchSet): Promise<Case[]> {
  const cases: Case[] = [];
  for (const question of questionsOf(set)) {
    const found = await readCase(ctx, set.name, question);
    if (found) cases.push(found);
  }
  return cases;
}

/** The question itself is no candidate; its words stay in the counts, which changes no comparison. */
async function readCase(ctx: Ctx, collection: string, question: BenchQuery): Promise<Case | undefined> {
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

function scoresOf(cases: readonly Case[], weights: Weights): readonly [hit: number, reciprocal: number] {
  const places = cases.map(({ question, query, candidates }) => {
    const documents = rank(signalsOf(query, candidates, weights), weights);
    const place = documents.findIndex(({ documentId }) => question.relevant.includes(documentId));
    return place === -1 ? Infinity : place + 1;
  });
  return [mean(places.map((place) => Number(place === 1))), mean(places.map((place) => 1 / place))];
}

async function showThreshold(ctx: Ctx, name: string, cases: readonly Case[], sets: readonly BenchSet[]): Promise<void> {
  const byQuestions = cases.some(({ candidates }) => candidates.some(({ kind }) => kind === 'question'));
  const weights = { ...WEIGHTS, shortThreshold: 1, passageThreshold: 1 };
  const sure = (of: readonly Signals[]) => rank(of, weights)[0]?.confidence ?? 0;
  const inScope = cases.map(({ query, candidates }) => sure(signalsOf(query, candidates, weights)));
  const strangers = byQuestions ? cases.map(withoutLabel) : await strangersTo(ctx, name, sets);
  const outOfScope = strangers.map(({ query, candidates }) => sure(signalsOf(query, candidates, weights)));
  const threshold = quantile(inScope, 1 - ANSWERED);
  const refused = mean(outOfScope.map((confidence) => Number(confidence < threshold)));
  console.log(
    `${name}: AUC ${areaUnderCurve(inScope, outOfScope).toFixed(3)}; ${byQuestions ? 'shortThreshold' : 'passageThreshold'} ${threshold.toFixed(3)} answers 90 %, refuses ${(100 * refused).toFixed(0)} % of what is out of scope`,
  );
}

function withoutLabel(one: Case): Case {
  return { ...one, candidates: one.candidates.filter(({ documentId }) => !one.question.relevant.includes(documentId)) };
}

async function strangersTo(ctx: Ctx, name: string, sets: readonly BenchSet[]): Promise<Case[]> {
  const texts = sets.filter((set) => set.name !== name).flatMap((set) => questionsOf(set).slice(0, 100));
  const cases: Case[] = [];
  for (const question of texts) {
    const found = await readCase(ctx, name, { ...question, relevant: [] });
    if (found) cases.push(found);
  }
  return cases;
}
