/**
 * Gathers the items of one turn of the event loop, and those that arrive while a batch is under way, into one call of
 * `work`. The promise of an item settles with its batch.
 */
export function inBatches<Item>(work: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Item[] = [];
  let next: Promise<void> | undefined;
  let current: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await current.catch(() => {});
    const items = waiting;
    waiting = [];
    next = undefined;
    current = work(items);
    return current;
  }

  return (item) => {
    waiting.push(item);
    next ??= run();
    return next;
  };
}
