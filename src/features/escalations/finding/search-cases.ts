import { and, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamsSeenBy } from './cases-visible-to.ts';
import { findCases, type CaseList } from '../queries.ts';
import { cases } from '../tables.ts';

/** More words narrow no further; each is one more look at every text. The index looks for as many (migrations/0003). */
const MOST_WORDS = 6;
const MOST_CHARACTERS = 60;
/** The index knows three characters and more. */
const SHORTEST_INDEXED = 3;
/** Where more cases than these have the words, so many have them that going from the newest backwards finds some soon. */
const MOST_BY_INDEX = 1_000;

/**
 * Cases the actor may see in which every word occurs, in the summary, the customer, what happened or the category, or
 * is the number (`42`, `#42`). Newest first. No words, no cases.
 */
export async function searchCases(ctx: Ctx, words: string, limit = 20): Promise<CaseList> {
  requireMay(ctx, 'case.list-own', {});
  const wanted = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, MOST_CHARACTERS));
  if (wanted.length === 0) return { cases: [], more: false };
  const indexed = wanted.filter((word) => word.length >= SHORTEST_INDEXED);
  return transaction(ctx, async (tx) => {
    // Whoever sees their own cases only has few of them.
    const isIndexed = indexed.length > 0 && teamsSeenBy(ctx.actor).length > 0;
    const among = isIndexed ? await amongThoseWith(tx, indexed) : undefined;
    return findCases(tx, ctx, and(among, ...wanted.map(mentions)), limit);
  });
}

/** Narrows down to the cases of the workspace that may have all of these words in them, where these are not too many. */
async function amongThoseWith(tx: Tx, words: readonly string[]): Promise<SQL | undefined> {
  const ids = await idsWith(tx, words);
  if (ids.length <= MOST_BY_INDEX) return inArray(cases.id, [...ids]);
  // The planner takes words for rarer than they are, and would read and sort all cases: not in this transaction.
  await tx.execute(sql`set local enable_sort = off`);
  return undefined;
}

async function idsWith(tx: Tx, words: readonly string[]): Promise<readonly string[]> {
  const numbers = words.map(numberIn).filter((number) => number !== undefined);
  const rows = await tx.execute<{ id: string }>(sql`
    select floorwalker_cases_with(
      array(select jsonb_array_elements_text(${JSON.stringify(words.map(patternOf))}::jsonb)),
      array(select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::int), ${MOST_BY_INDEX + 1}::int) as id`);
  return rows.map(({ id }) => id);
}

function mentions(word: string): SQL | undefined {
  const pattern = patternOf(word);
  const number = numberIn(word);
  return or(
    ilike(cases.summary, pattern),
    ilike(cases.customer, pattern),
    ilike(cases.whatHappened, pattern),
    ilike(cases.category, pattern),
    number === undefined ? undefined : eq(cases.number, number),
  );
}

/** `42` or `#42` */
function numberIn(word: string): number | undefined {
  const number = /^#?(?<number>\d{1,9})$/.exec(word)?.groups?.['number'];
  return number === undefined ? undefined : Number(number);
}

/** LIKE's own signs stand for themselves. */
function patternOf(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
