import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Counted } from './counts.ts';
import type { Unit } from './units.ts';

/** Parts the terms of a unit, which are words and n-grams of words. */
const BETWEEN = '\n';

/** Adds rows to the index, uncounted. */
export async function putUnits(tx: Tx, ctx: Ctx, collection: string, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return;
  await tx.execute(sql`
    insert into search_units (workspace_id, collection, document_id, variant, kind, place, passage_id, language, audience,
      valid_from, valid_until, short, stems, length, words, grams, terms)
    select ${ctx.workspaceId}, ${collection}, "documentId", variant, kind, place, "passageId", language, audience,
      "validFrom", "validUntil", short, stems, length, words, grams, terms
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as unit ("documentId" text, variant text, language text, audience text[],
      "validFrom" timestamptz, "validUntil" timestamptz, kind text, place int, "passageId" text, short text, stems text,
      length int, words int, grams int, terms text[])`);
}

/** All of a document, or one variant of it. */
export interface Taken {
  readonly documentId: string;
  readonly variant?: string | undefined;
}

/** Takes rows out of the index, and tells what was counted of them. */
export async function takeUnits(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  taken: readonly Taken[],
): Promise<readonly Counted[]> {
  const rows = await tx.execute<Omit<Counted, 'terms'> & { readonly terms: string } & Record<string, unknown>>(sql`
    delete from search_units using unnest(
      ${sql.param(taken.map(({ documentId }) => documentId))}::text[],
      ${sql.param(taken.map(({ variant }) => variant ?? null))}::text[]) as taken (document_id, variant)
    where workspace_id = ${ctx.workspaceId} and collection = ${collection}
      and search_units.document_id = taken.document_id
      and (taken.variant is null or search_units.variant = taken.variant)
    returning kind, length, words, grams, array_to_string(terms, ${BETWEEN}) as terms`);
  return rows.map(({ kind, length, words, grams, terms }) => {
    return { kind, length, words, grams, terms: terms === '' ? [] : terms.split(BETWEEN) };
  });
}
