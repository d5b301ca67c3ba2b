import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { lockCollection } from './collection.ts';
import type { DocumentKey, IndexedDocument } from './document.ts';
import { unitsOf } from './units.ts';
import { addUnits, removeUnits } from './write-units.ts';

/** Replaces everything that the index holds of this variant of the document, in the transaction of what changed it. */
export async function indexDocument(tx: Tx, ctx: Ctx, document: IndexedDocument): Promise<void> {
  const space = await lockCollection(tx, ctx, document.collection, document.language);
  const units = await unitsOf(tx, space, document);
  await removeUnits(tx, ctx, { ...document, variant: document.variant ?? '' });
  await addUnits(tx, ctx, document, units);
}

/** Takes a document, or one variant of it, out of the index. */
export async function removeDocument(tx: Tx, ctx: Ctx, key: DocumentKey): Promise<void> {
  await lockCollection(tx, ctx, key.collection);
  await removeUnits(tx, ctx, key);
}
