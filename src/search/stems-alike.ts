import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { areAlike } from './alike.ts';
import { termOf } from './terms.ts';

/** A stem that stands in passages, with the number of them. */
export interface KnownStem {
  readonly text: string;
  readonly units: number;
}

/** Of a query, so many words that no passage holds are taken for typos or other forms of one that does. */
const MOST_UNKNOWN = 4;
/** Letters that a typo has right; those in title, heading or questions are found whatever is wrong, by n-grams. */
const RIGHT = 3;
/** Stems that begin alike, looked at for each. */
const MOST_LOOKED_AT = 1500;
const MOST_TAKEN = 3;

interface Unknown {
  readonly collection: string;
  readonly space: number;
  /** Stems with the letter of their stemmer. */
  readonly unknown: readonly string[];
}

/** For words of a query that no passage holds: those most like them that passages do hold. */
export async function stemsAlike(tx: Tx, ctx: Ctx, { collection, space, unknown }: Unknown): Promise<KnownStem[]> {
  const typed = unknown.filter((stem) => stem.length > RIGHT + 1).slice(0, MOST_UNKNOWN);
  if (typed.length === 0) return [];
  const beginnings = [...new Set(typed.map((stem) => termOf(space, 'passage-stem', stem.slice(0, RIGHT + 1))))];
  const rows = await tx.execute<KnownStem & Record<string, unknown>>(sql`
    select substr(known.term, ${termOf(space, 'passage-stem', '').length + 1}::int) as text, known.units
    from unnest(${sql.param(beginnings)}::text[]) as beginning
    cross join lateral (
      select term, units from search_terms
      where workspace_id = ${ctx.workspaceId} and collection = ${collection}
        and term >= beginning and term < beginning || chr(1114111)
      order by term limit ${MOST_LOOKED_AT}
    ) as known`);
  const found = typed.flatMap((stem) =>
    rows
      .filter(({ text }) => text[0] === stem[0] && areAlike(text.slice(1), stem.slice(1)))
      .toSorted((one, other) => other.units - one.units)
      .slice(0, MOST_TAKEN),
  );
  return [...new Map(found.map(({ text, units }) => [text, { text, units }])).values()];
}
