import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { DocumentKey, IndexedDocument } from './document.ts';
import type { Unit } from './units.ts';

/** Adds the rows of a document and counts their terms, in one statement. The collection is locked. */
export async function addUnits(tx: Tx, ctx: Ctx, document: IndexedDocument, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return;
  const { collection, documentId, language } = document;
  await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as unit (
        kind text, place int, "passageId" text, short text, stems text, length int, words int, grams int, terms text[])
    ), added as (
      insert into search_units (workspace_id, collection, document_id, variant, kind, place, passage_id, language, audience,
        valid_from, valid_until, short, stems, length, words, grams, terms)
      select ${ctx.workspaceId}, ${collection}, ${documentId}, ${document.variant ?? ''}, kind, place, "passageId",
        ${language}, ${sql.param([...document.audience])}::text[], ${instant(document.validFrom)}::timestamptz,
        ${instant(document.validUntil)}::timestamptz, short, stems, length, words, grams, terms
      from given
      returning kind, length, words, grams, terms
    ), ${totals(ctx, collection, sql`added`, sql`+`)}
    insert into search_terms as counted (workspace_id, collection, term, units)
    select ${ctx.workspaceId}, ${collection}, term, count(*) from added, unnest(terms) as term group by term
    on conflict (workspace_id, collection, term) do update set units = counted.units + excluded.units`);
}

/** Takes the rows away and out of the counts. The collection is locked. */
export async function removeUnits(tx: Tx, ctx: Ctx, key: DocumentKey): Promise<void> {
  const ofVariant = key.variant === undefined ? sql`` : sql`and variant = ${key.variant}`;
  await tx.execute(sql`
    with gone as (
      delete from search_units
      where workspace_id = ${ctx.workspaceId} and collection = ${key.collection} and document_id = ${key.documentId} ${ofVariant}
      returning kind, length, words, grams, terms
    ), ${totals(ctx, key.collection, sql`gone`, sql`-`)}, lost as (
      select term, count(*) as units from gone, unnest(terms) as term group by term
    ), fewer as (
      update search_terms as counted set units = counted.units - lost.units from lost
      where counted.workspace_id = ${ctx.workspaceId} and counted.collection = ${key.collection}
        and counted.term = lost.term and counted.units > lost.units
    ), none as (
      delete from search_terms as counted using lost
      where counted.workspace_id = ${ctx.workspaceId} and counted.collection = ${key.collection}
        and counted.term = lost.term and counted.units <= lost.units
    )
    select`);
}

/** A part of a statement that adds the rows of `changed` to the totals of the collection, or takes them off. */
function totals(ctx: Ctx, collection: string, changed: SQL, sign: SQL): SQL {
  return sql`totals as (
      update search_collections set
        short_count = search_collections.short_count ${sign} sums.short_count, short_stems = search_collections.short_stems ${sign} sums.short_stems,
        short_words = search_collections.short_words ${sign} sums.short_words, short_grams = search_collections.short_grams ${sign} sums.short_grams,
        passage_count = search_collections.passage_count ${sign} sums.passage_count,
        passage_stems = search_collections.passage_stems ${sign} sums.passage_stems,
        passage_grams = search_collections.passage_grams ${sign} sums.passage_grams
      from (
        select count(*) filter (where kind <> 'passage') as short_count,
          coalesce(sum(length) filter (where kind <> 'passage'), 0) as short_stems,
          coalesce(sum(words) filter (where kind <> 'passage'), 0) as short_words,
          coalesce(sum(grams) filter (where kind <> 'passage'), 0) as short_grams,
          count(*) filter (where kind = 'passage') as passage_count,
          coalesce(sum(length) filter (where kind = 'passage'), 0) as passage_stems,
          coalesce(sum(grams) filter (where kind = 'passage'), 0) as passage_grams
        from ${changed}
      ) as sums
      where search_collections.workspace_id = ${ctx.workspaceId} and search_collections.collection = ${collection}
    )`;
}

function instant(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}
