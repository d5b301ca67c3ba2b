import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Language } from './stems.ts';

/** What all units of a class come to: what a unit's own length is measured against. */
export interface Totals {
  readonly shortCount: number;
  readonly shortStems: number;
  readonly shortWords: number;
  readonly shortGrams: number;
  readonly passageCount: number;
  readonly passageStems: number;
  readonly passageGrams: number;
}

/**
 * The number that leads the terms of a collection, which is made when it is first written to. Until the transaction ends,
 * nobody else writes to the collection: counts of terms are changed by one writer at a time, and so without deadlocks.
 */
export async function lockCollection(tx: Tx, ctx: Ctx, collection: string, language?: Language): Promise<number> {
  const [row] = await tx.execute<{ space: number }>(sql`
    insert into search_collections as c (workspace_id, collection, languages)
    values (${ctx.workspaceId}, ${collection}, ${sql.param(language ? [language] : [])}::text[])
    on conflict (workspace_id, collection) do update set languages = case
      when excluded.languages <@ c.languages then c.languages else c.languages || excluded.languages end
    returning space`);
  if (!row) throw new Error('a collection that is neither there nor made');
  return row.space;
}
