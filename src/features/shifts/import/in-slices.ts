import { setImmediate as others } from 'node:timers/promises';

/** So many rows take a few milliseconds. */
const SLICE = 250;

/** Each of many things in turn; after a slice of them everybody else has their turn. */
export async function eachInSlices<Item>(items: readonly Item[], look: (item: Item) => void): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    for (const item of items.slice(from, from + SLICE)) look(item);
    await others();
  }
}
