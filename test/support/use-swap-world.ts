import { afterAll, afterEach, beforeAll } from 'vitest';
import { createTestDatabase } from './database.ts';
import { endWell } from './swap-invariants.ts';
import { openSwapWorld, type SwapWorld } from './swap-world.ts';

/**
 * Northwind with its swaps, for the tests of one file: opened before the first; after each one whatever is due is looked at,
 * nothing may be wrong in the tables, and all is forgotten.
 */
export function useSwapWorld(): SwapWorld {
  // Filled before the first test: whoever holds it has the same object all along.
  const world = {} as SwapWorld;
  beforeAll(async () => {
    Object.assign(world, await openSwapWorld(await createTestDatabase()));
  });
  afterEach(async () => {
    await world.settle();
    await endWell(world);
  });
  afterAll(() => world.database.close());
  return world;
}
