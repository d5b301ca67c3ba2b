import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readerKeys } from '../../src/features/policies/library/reading/audience.ts';
import { type KeptPolicy, policyById } from '../../src/features/policies/library/reading/read-policy.ts';
import { COLLECTION } from '../../src/features/policies/library/index-policy.ts';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { search } from '../../src/search/index.ts';
import { at, type TestContext } from './context.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type CastName, type Northwind, openNorthwind } from './northwind.ts';
import { forgetPolicies } from './policies.ts';

/** Northwind with its policies. */
export interface PolicyWorld extends Northwind {
  readonly database: TestDatabase;
  /** Whoever publishes, and whoever writes: with clocks of their own, as they stand before each test. */
  maya: TestContext;
  leo: TestContext;
  /** This person at that instant. */
  asAt(name: CastName, instant: string): TestContext;
  /** What this person finds, the best first: ids of policies (`documentId`) and of their revisions (`variant`). */
  finds(ctx: Ctx, query: string): Promise<readonly { readonly documentId: string; readonly variant: string }[]>;
  /** The revisions alone, each once; by default what that of late returns is found by. */
  revisionsFound(ctx: Ctx, query?: string): Promise<readonly string[]>;
  /** The policy, if this person may see it. */
  seenBy(name: CastName, policyId: string): Promise<KeptPolicy | undefined>;
}

/** For the tests of one file: opened before the first, without policies before each. */
export function usePolicyWorld(): PolicyWorld {
  // Filled before the first test: whoever holds it has the same object all along.
  const world = {} as PolicyWorld;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const northwind = await openNorthwind(database);
    const asAt = (name: CastName, instant: string): TestContext => at(northwind.as(name), instant);
    const seenBy = (name: CastName, policyId: string) => {
      const ctx = northwind.as(name);
      return transaction(ctx, (tx) => policyById(tx, ctx, policyId));
    };
    Object.assign(world, { database, finds, revisionsFound, asAt, seenBy, ...northwind });
  });
  beforeEach(async () => {
    await forgetPolicies(world.database);
    Object.assign(world, { maya: world.as('maya'), leo: world.as('leo') });
  });
  afterAll(() => world.database.close());
  return world;
}

async function finds(ctx: Ctx, query: string) {
  const wanted = { collection: COLLECTION, query, audience: readerKeys(ctx.actor), at: ctx.clock.now(), limit: 5 };
  return (await transaction(ctx, (tx) => search(tx, ctx, wanted))).hits;
}

async function revisionsFound(ctx: Ctx, query = 'late returns store credit') {
  return [...new Set((await finds(ctx, query)).map(({ variant }) => variant))];
}
