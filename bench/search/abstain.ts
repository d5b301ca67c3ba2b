import { type Ctx, transaction } from '../../src/core/context.ts';
import { type Candidate, candidatesOf, CUT } from '../../src/search/candidates.ts';
import { type Query, readQuery } from '../../src/search/query.ts';
import { type RankedDocument, rank } from '../../src/search/rank.ts';
import { signalsOf } from '../../src/search/signals.ts';
import { WEIGHTS } from '../../src/search/weights.ts';
import { areaUnderCurve, mean } from './measure.ts';
import { EVERYONE } from './product.ts';
import type { BenchQuery, BenchSet } from './sets.ts';

/** How sure a search is of each kind of question, where 1 is just enough to answer. */
export interface Sureness {
  /** What a document answers. */
  readonly answerable: readonly number[];
  /** Those of them whose document is among the first three: what an answer would be right about. */
  readonly found: readonly number[];
  /** The same questions asked where the documents that answer are left out: strangers from the same trade. */
  readonly leftOut: readonly number[];
  /** What no document answers. */
  readonly outOfScope: readonly number[];
}

/** Prints how often a set is answered and refused, on what was tuned on and on what was not. */
export async function showAbstaining(ctx: Ctx, set: BenchSet): Promise<void> {
  for (const part of ['tune', 'test'] as const) {
    const queries = set.queries.filter((query) => query.part === part);
    if (queries.length > 0)
      console.log(`  ${part === 'test' ? 'held back' : 'tuned on'}: ${told(await suresOf(ctx, set, queries))}`);
  }
}

async function suresOf(ctx: Ctx, set: BenchSet, queries: readonly BenchQuery[]): Promise<Sureness> {
  const asked: Asked[] = [];
  for (const question of queries) {
    const found = await ask(ctx, set.name, question);
    if (found) asked.push(found);
  }
  return surenessOf(asked, (query, candidates) => rank(signalsOf(query, candidates, WEIGHTS), WEIGHTS));
}

/** A question with all that it could be answered by. */
export interface Asked {
  readonly question: BenchQuery;
  readonly query: Query;
  readonly candidates: readonly Candidate[];
}

export function surenessOf(
  asked: readonly Asked[],
  ranked: (query: Query, candidates: readonly Candidate[]) => readonly RankedDocument[],
): Sureness {
  const sure = (documents: readonly RankedDocument[]) => documents[0]?.confidence ?? 0;
  const all = asked.map(({ question, query, candidates }) => {
    const isRight = ({ documentId }: { readonly documentId: string }) => question.relevant.includes(documentId);
    const documents = ranked(query, candidates);
    return {
      isAnswerable: question.relevant.length > 0,
      isFound: documents.slice(0, 3).some(isRight),
      sure: sure(documents),
      without: sure(
        ranked(
          query,
          candidates.filter((candidate) => !isRight(candidate)),
        ),
      ),
    };
  });
  const answerable = all.filter(({ isAnswerable }) => isAnswerable);
  return {
    answerable: answerable.map((one) => one.sure),
    found: answerable.filter(({ isFound }) => isFound).map((one) => one.sure),
    leftOut: answerable.map(({ without }) => without),
    outOfScope: all.filter(({ isAnswerable }) => !isAnswerable).map((one) => one.sure),
  };
}

export function told({ answerable, found, leftOut, outOfScope }: Sureness, least = 1): string {
  const strangers =
    outOfScope.length === 0
      ? ''
      : `; of ${outOfScope.length} out of scope ${below(outOfScope, least)}, AUC ${area(answerable, outOfScope)}`;
  return `answers ${above(answerable, least)} of ${answerable.length}, ${above(found, least)} of the ${found.length} found among three; refuses ${below(leftOut, least)} with their documents left out, AUC ${area(answerable, leftOut)}${strangers}`;
}

async function ask(ctx: Ctx, collection: string, question: BenchQuery): Promise<Asked | undefined> {
  return transaction(ctx, async (tx) => {
    const query = await readQuery(tx, ctx, { collection, query: question.text });
    if (!query) return undefined;
    const reader = { audience: EVERYONE, at: ctx.clock.now() };
    const all = await candidatesOf(tx, query, reader, { weights: WEIGHTS, cut: CUT });
    return { question, query, candidates: all.filter(({ documentId }) => !question.excluded.includes(documentId)) };
  });
}

function area(one: readonly number[], other: readonly number[]): string {
  return areaUnderCurve(one, other).toFixed(2);
}

function above(values: readonly number[], least: number): string {
  return `${(100 * mean(values.map((value) => Number(value >= least)))).toFixed(0)} %`;
}

function below(values: readonly number[], least: number): string {
  return `${(100 * mean(values.map((value) => Number(value < least)))).toFixed(0)} %`;
}
