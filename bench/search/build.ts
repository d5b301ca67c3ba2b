import { type Ctx, transaction } from '../../src/core/context.ts';
import { openCollection } from '../../src/search/collection.ts';
import { changeCounts, CountChange } from '../../src/search/counts.ts';
import type { IndexedDocument } from '../../src/search/index.ts';
import { unitsOf } from '../../src/search/units.ts';
import { putUnits } from '../../src/search/write-units.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { COLLECTION, type Corpus } from './corpus.ts';

/** Documents of a transaction, and of those whose terms are counted at once. */
const AT_ONCE = 50;
const COUNTED_AT_ONCE = 2000;

/**
 * Adds documents until there are so many, as the product writes them but in the order that is quickest: rows without the
 * index of their terms, which is made at the end, and counts of thousands of documents at a time.
 */
export async function build(
  { sql }: TestDatabase,
  ctx: Ctx,
  { corpus, documents, inTime }: { readonly corpus: Corpus; readonly documents: number; readonly inTime: () => void },
): Promise<void> {
  const [index] = await sql<{ made: string }[]>`select pg_get_indexdef('search_units_terms'::regclass) as made`;
  await sql`drop index search_units_terms`;
  const { space } = await transaction(ctx, (tx) => openCollection(tx, ctx, COLLECTION));
  while (corpus.count < documents) {
    const change = new CountChange();
    const until = Math.min(documents, corpus.count + COUNTED_AT_ONCE);
    const lane = async (): Promise<void> => {
      while (corpus.count < until) {
        inTime();
        await putDocuments(ctx, space, change, nextOf(corpus, until));
      }
    };
    await Promise.all([lane(), lane()]);
    await transaction(ctx, (tx) => changeCounts(tx, ctx, COLLECTION, { change, languages: ['english'] }));
  }
  await sql.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '1GB'`;
    await tx.unsafe(index?.made ?? '');
  });
  await sql`vacuum analyze search_units, search_terms`;
}

function nextOf(corpus: Corpus, until: number): readonly IndexedDocument[] {
  return Array.from({ length: Math.min(AT_ONCE, until - corpus.count) }, () => corpus.next());
}

async function putDocuments(
  ctx: Ctx,
  space: number,
  change: CountChange,
  documents: readonly IndexedDocument[],
): Promise<void> {
  const units = await transaction(ctx, async (tx) => {
    const made = await unitsOf(tx, space, documents);
    await putUnits(tx, ctx, COLLECTION, made);
    return made;
  });
  change.add(units);
}
