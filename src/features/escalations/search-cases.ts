import { and, eq, ilike, or, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../core/context.ts';
import { requireMay } from '../../people/permissions.ts';
import { findCases, type CaseList } from './queries.ts';
import { cases } from './tables.ts';

/** More words narrow no further; each is one more look at every text. */
const MOST_WORDS = 6;
const MOST_CHARACTERS = 60;

/**
 * Cases the actor may see in which every word occurs, in the summary, the customer, what happened or the category, or
 * is the number (`42`, `#42`). Newest first. No words, no cases.
 */
export async function searchCases(ctx: Ctx, words: string, limit = 20): Promise<CaseList> {
  requireMay(ctx, 'case.list-own', {});
  const wanted = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (wanted.length === 0) return { cases: [], more: false };
  return transaction(ctx, (tx) => findCases(tx, ctx, and(...wanted.map(mentions)), limit));
}

function mentions(word: string): SQL | undefined {
  const pattern = `%${literal(word.slice(0, MOST_CHARACTERS))}%`;
  const number = /^#?(?<number>\d{1,9})$/.exec(word)?.groups?.['number'];
  return or(
    ilike(cases.summary, pattern),
    ilike(cases.customer, pattern),
    ilike(cases.whatHappened, pattern),
    ilike(cases.category, pattern),
    number === undefined ? undefined : eq(cases.number, Number(number)),
  );
}

/** LIKE's own signs stand for themselves. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
