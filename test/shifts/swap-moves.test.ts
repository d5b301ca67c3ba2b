import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/db/client.ts';
import { TEST_NOW } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ACTORS, type Act, DEEDS, doAct } from '../support/swap-acts.ts';
import { leftBehindIn, wrongIn } from '../support/swap-invariants.ts';
import { openSwapWorld, type SwapWorld } from '../support/swap-world.ts';

/** More of everything, for a night: SWAP_RUNS=200. */
const RUNS = Number(process.env['SWAP_RUNS'] ?? 6);

let database: TestDatabase;
let world: SwapWorld;
/** The pool of a second process. */
let second: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
  second = createDatabase({ url: database.url });
});
afterAll(async () => {
  await second.close();
  await database.close();
});

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(...DEEDS),
  who: fc.constantFrom(...ACTORS),
  which: fc.nat(40),
  other: fc.nat(40),
  isPart: fc.boolean(),
});

/** A few days of shifts for everybody, one of them open; whether managers have to approve. */
async function begin(autoApprove: boolean): Promise<void> {
  await world.clear();
  await world.rules({}, { autoApprove });
  const days = ['16', '17', '18', '19'];
  for (const [index, name] of [...ACTORS, null].entries()) {
    for (const day of days.filter((_day, at) => (at + index) % 2 === 0)) {
      const early = index % 2 === 0;
      await world.shift(name, `2026-03-${day}T${early ? '06' : '14'}:00`, `2026-03-${day}T${early ? '14' : '22'}:00`);
    }
  }
}

async function deadlocks(): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select deadlocks::int as n from pg_stat_database where datname = current_database()`;
  return row?.n ?? 0;
}

test('whatever people do one after the other, swaps, roster and ledger agree', { timeout: 600_000 }, async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(act, { minLength: 30, maxLength: 60 }), async (autoApprove, acts) => {
      await begin(autoApprove);
      let now = TEST_NOW;
      for (const each of acts) {
        if (await doAct(world, each, now)) done += 1;
        now = new Date(now.getTime() + 20 * 60_000);
        if (each.which % 5 === 0) await world.settle(now);
        expect(await wrongIn(database)).toEqual([]);
      }
      await world.settle(now);
      expect([...(await wrongIn(database)), ...(await leftBehindIn(database))]).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Acts that are all refused would prove nothing.
  expect(done).toBeGreaterThan(RUNS * 6);
});

test(
  'whatever many do at once on two processes, swaps, roster and ledger agree, and nobody waits in a circle',
  { timeout: 600_000 },
  async () => {
    const before = await deadlocks();
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.array(act, { minLength: 8, maxLength: 12 }), { minLength: 4, maxLength: 6 }),
        async (autoApprove, rounds) => {
          await begin(autoApprove);
          let now = TEST_NOW;
          for (const acts of rounds) {
            await Promise.all([
              ...acts.map((each, at) => doAct(world, each, now, at % 2 === 0 ? database.db : second)),
              world.settle(now),
            ]);
            expect(await wrongIn(database)).toEqual([]);
            now = new Date(now.getTime() + 20 * 60_000);
          }
          await world.settle(now);
          expect([...(await wrongIn(database)), ...(await leftBehindIn(database))]).toEqual([]);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect((await deadlocks()) - before).toBe(0);
  },
);
