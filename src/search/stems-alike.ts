import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { areAlike } from './alike.ts';
import { termOf } from './terms.ts';

export type StemKind = 'short-stem' | 'passage-stem';

/** A stem that nothing of its kind holds, with its stemmer's letter. */
export interface UnknownStem {
  readonly kind: StemKind;
  readonly text: string;
}

/** One that is like it and is held, by so many units. */
export interface KnownStem extends UnknownStem {
  /** The one that it is like. */
  readonly like: string;
  readonly units: number;
}

/** Of a query, so many words of each kind that nothing holds are taken for typos or other forms of one that is held. */
const MOST_UNKNOWN = 4;
/** Shorter words are like too many others. */
const SHORTEST = 4;
/** The first letter is right, and so many at the beginning or at the end: the rest may be a typo. */
const RIGHT = 3;
/** Letters more or less at most, where it is the end that is right. */
const FURTHEST = 2;
/** Stems that are looked at for each, by its beginning and by its end. */
const MOST_LOOKED_AT = 1500;
const MOST_TAKEN = 3;
const LAST_CHARACTER = sql`chr(1114111)`;

interface Asked {
  readonly collection: string;
  readonly space: number;
  readonly unknown: readonly UnknownStem[];
}

interface Row extends Record<string, unknown> {
  readonly place: number;
  readonly text: string;
  readonly units: number;
}

/** For words of a query that nothing holds: those most like them that something does. */
export async function stemsAlike(tx: Tx, ctx: Ctx, { collection, space, unknown }: Asked): Promise<KnownStem[]> {
  const typed = (['short-stem', 'passage-stem'] as const).flatMap((of) =>
    unknown.filter(({ kind, text }) => kind === of && text.length > SHORTEST).slice(0, MOST_UNKNOWN),
  );
  if (typed.length === 0) return [];
  const names = typed.map(({ kind, text }) => termOf(space, kind, text));
  const lead = termOf(space, 'short-stem', '').length;
  const ofCollection = sql`workspace_id = ${ctx.workspaceId} and collection = ${collection}`;
  const rows = await tx.execute<Row>(sql`
    select wanted.place::int, substr(known.term, ${lead + 1}::int) as text, known.units
    from unnest(${sql.param(names)}::text[]) with ordinality as wanted (term, place)
    cross join lateral (
      select left(wanted.term, ${lead + 1 + RIGHT}::int), left(wanted.term, ${lead + 2}::int) || reverse(right(wanted.term, ${RIGHT}))
    ) as right_letters (beginning, ending)
    cross join lateral (
      (select term, units from search_terms
      where ${ofCollection} and term >= beginning and term < beginning || ${LAST_CHARACTER}
      limit ${MOST_LOOKED_AT})
      union
      (select term, units from search_terms
      where ${ofCollection} and from_its_end >= ending and from_its_end < ending || ${LAST_CHARACTER}
        and length(term) between length(wanted.term) - ${FURTHEST} and length(wanted.term) + ${FURTHEST}
      limit ${MOST_LOOKED_AT})
    ) as known`);
  return typed.flatMap(({ kind, text }, at) =>
    rows
      .filter((row) => row.place === at + 1 && areAlike(row.text.slice(1), text.slice(1)))
      .toSorted((one, other) => other.units - one.units || (one.text < other.text ? -1 : 1))
      .slice(0, MOST_TAKEN)
      .map((row) => ({ kind, text: row.text, like: text, units: row.units })),
  );
}
