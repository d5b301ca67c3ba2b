import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import type { Language } from './stems.ts';
import type { Unit } from './units.ts';

/** What of a unit is counted. */
export type Counted = Pick<Unit, 'kind' | 'length' | 'words' | 'grams' | 'terms'>;

/** By how much the counts of a collection change: those of terms that come and go with one document do not. */
export class CountChange {
  readonly #totals = {
    shortCount: 0,
    shortStems: 0,
    shortWords: 0,
    shortGrams: 0,
    passageCount: 0,
    passageStems: 0,
    passageGrams: 0,
  };
  readonly #terms = new Map<string, number>();

  add(units: readonly Counted[]): void {
    for (const unit of units) this.#count(unit, 1);
  }

  take(units: readonly Counted[]): void {
    for (const unit of units) this.#count(unit, -1);
  }

  get totals(): Totals {
    return this.#totals;
  }

  /** The terms that stand in more or fewer units than before. */
  get terms(): readonly (readonly [term: string, by: number])[] {
    return [...this.#terms].filter(([, by]) => by !== 0);
  }

  get isNone(): boolean {
    return Object.values(this.#totals).every((by) => by === 0) && this.terms.length === 0;
  }

  #count({ kind, length, words, grams, terms }: Counted, by: 1 | -1): void {
    const totals = this.#totals;
    if (kind === 'passage') {
      totals.passageCount += by;
      totals.passageStems += by * length;
      totals.passageGrams += by * grams;
    } else {
      totals.shortCount += by;
      totals.shortStems += by * length;
      totals.shortWords += by * words;
      totals.shortGrams += by * grams;
    }
    for (const term of terms) this.#terms.set(term, (this.#terms.get(term) ?? 0) + by);
  }
}

/** So many terms are changed by one statement, which takes about a quarter of a second. */
const TERMS = 50_000;

/**
 * Changes the counts of a collection. From here to the end of the transaction nobody else changes them, which keeps them
 * exact and free of deadlocks; so this comes last of all that is done to the index.
 */
export async function changeCounts(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  { change, languages = [] }: { readonly change: CountChange; readonly languages?: readonly Language[] },
): Promise<void> {
  const { totals, terms } = change;
  await tx.execute(sql`
    update search_collections set
      languages = languages || array(select unnest(${sql.param([...languages])}::text[]) except select unnest(languages)),
      short_count = short_count + ${totals.shortCount}, short_stems = short_stems + ${totals.shortStems},
      short_words = short_words + ${totals.shortWords}, short_grams = short_grams + ${totals.shortGrams},
      passage_count = passage_count + ${totals.passageCount}, passage_stems = passage_stems + ${totals.passageStems},
      passage_grams = passage_grams + ${totals.passageGrams}
    where workspace_id = ${ctx.workspaceId} and collection = ${collection}`);
  // A statement of its own sees what was counted while it waited for the lock.
  for (let at = 0; at < terms.length; at += TERMS) {
    await changeTerms(tx, ctx, collection, terms.slice(at, at + TERMS));
  }
}

async function changeTerms(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  terms: readonly (readonly [term: string, by: number])[],
): Promise<void> {
  await tx.execute(sql`
    insert into search_terms as counted (workspace_id, collection, term, units)
    select ${ctx.workspaceId}, ${collection}, term, by
    from unnest(${sql.param(terms.map(([term]) => term))}::text[], ${sql.param(terms.map(([, by]) => by))}::int[])
      as change (term, by)
    on conflict (workspace_id, collection, term) do update set units = counted.units + excluded.units`);
  const fewer = terms.flatMap(([term, by]) => (by < 0 ? term : []));
  if (fewer.length === 0) return;
  await tx.execute(sql`
    delete from search_terms
    where workspace_id = ${ctx.workspaceId} and collection = ${collection} and term = any(${sql.param(fewer)}::text[])
      and units = 0`);
}
