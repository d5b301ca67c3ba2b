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

export interface Collection extends Record<string, unknown> {
  /** The number that leads its terms. */
  readonly space: number;
  /** Stemmers of the documents in it; they only become more. */
  readonly languages: readonly Language[];
}

/** A collection as it is written to, which is made when that is the first time. It is not locked unless it was made. */
export async function openCollection(tx: Tx, ctx: Ctx, collection: string): Promise<Collection> {
  const found = await tx.execute<Collection>(sql`
    select space, languages from search_collections
    where workspace_id = ${ctx.workspaceId} and collection = ${collection}`);
  return found[0] ?? (await makeCollection(tx, ctx, collection));
}

async function makeCollection(tx: Tx, ctx: Ctx, collection: string): Promise<Collection> {
  const [made] = await tx.execute<Collection>(sql`
    insert into search_collections as c (workspace_id, collection) values (${ctx.workspaceId}, ${collection})
    on conflict (workspace_id, collection) do update set collection = c.collection
    returning space, languages`);
  if (!made) throw new Error('a collection that is neither there nor made');
  return made;
}
