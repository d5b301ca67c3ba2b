import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { openCollection } from './collection.ts';
import { changeCounts, CountChange } from './counts.ts';
import type { DocumentKey, IndexedDocument } from './document.ts';
import { unitsOf } from './units.ts';
import { putUnits, type Taken, takeUnits } from './write-units.ts';

/**
 * Replaces everything that the index holds of this variant of the document, in the transaction of what changed it. Like all
 * that writes to the index it is called by whoever holds the document itself: one at a time writes of one document.
 */
export async function indexDocument(tx: Tx, ctx: Ctx, document: IndexedDocument): Promise<void> {
  const { collection, documentId, variant = '' } = document;
  await changeIndex(tx, ctx, { collection, taken: [{ documentId, variant }], documents: [document] });
}

/** Takes a document, or one variant of it, out of the index. */
export async function removeDocument(
  tx: Tx,
  ctx: Ctx,
  { collection, documentId, variant }: DocumentKey,
): Promise<void> {
  await changeIndex(tx, ctx, { collection, taken: [{ documentId, variant }], documents: [] });
}

export interface Replacement {
  readonly collection: string;
  readonly documentIds: readonly string[];
  /** All that is to be found of these from now on, some of them in several variants; what has none is taken out. */
  readonly documents: readonly IndexedDocument[];
}

/** Replaces many documents, with all their variants, by a few statements for all of them. */
export async function replaceDocuments(tx: Tx, ctx: Ctx, replacement: Replacement): Promise<void> {
  const { collection, documentIds, documents } = replacement;
  await changeIndex(tx, ctx, { collection, taken: documentIds.map((documentId) => ({ documentId })), documents });
}

interface Change {
  readonly collection: string;
  readonly taken: readonly Taken[];
  readonly documents: readonly IndexedDocument[];
}

async function changeIndex(tx: Tx, ctx: Ctx, { collection, taken, documents }: Change): Promise<void> {
  const { space, languages: known } = await openCollection(tx, ctx, collection);
  const change = new CountChange();
  change.take(await takeUnits(tx, ctx, collection, taken));
  for (const some of batchesOf(documents)) {
    const units = await unitsOf(tx, space, some);
    await putUnits(tx, ctx, collection, units);
    change.add(units);
  }
  const languages = [...new Set(documents.map(({ language }) => language))].filter((each) => !known.includes(each));
  if (languages.length > 0 || !change.isNone) await changeCounts(tx, ctx, collection, { change, languages });
}

/** So many rows, or one document, in a statement, which then takes a small part of a second. */
const UNITS = 250;

function batchesOf(documents: readonly IndexedDocument[]): readonly (readonly IndexedDocument[])[] {
  const batches: IndexedDocument[][] = [];
  let units = 0;
  for (const document of documents) {
    const own = document.passages.length + document.questions.length + document.keywords.length;
    units += own;
    const last = batches.at(-1);
    if (last && units <= UNITS) last.push(document);
    else {
      batches.push([document]);
      units = own;
    }
  }
  return batches;
}
