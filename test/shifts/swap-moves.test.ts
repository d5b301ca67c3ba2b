import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/db/client.ts';
import { TEST_NOW } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ACTORS, type Act, DEEDS, doAct, EXTENTS, pauses } from '../support/swap-acts.ts';
import { leftBehindIn, overdueIn, wrongIn } from '../support/swap-invariants.ts';
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
  part: fc.constantFrom('whole', ...EXTENTS),
  // Mostly one shortly after the other; else time runs out before much has happened.
  pause: fc.constantFrom(...Array<Act['pause']>(40).fill('a while'), 'half a day', 'a day', 'two days'),
});

/** Whether managers have to approve, whether a gap within a date counts as a rest, whether shifts and managers have sites. */
const settings = fc.record({ autoApprove: fc.boolean(), countsGaps: fc.boolean(), hasSites: fc.boolean() });
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

/** A few days of shifts for everybody, some of them open. */
async function begin({ autoApprove, countsGaps, hasSites }: Settings): Promise<void> {
  await world.clear();
  const rest = { severity: 'allow', params: { min_rest_min: 660 }, isOverridable: true } as const;
  await world.rules(countsGaps ? {} : { R10: rest }, { autoApprove });
  await database.sql`delete from roster_people`;
  if (hasSites) {
    await database.sql`
      insert into roster_people (workspace_id, slack_id, site)
      values ('T0NORTHWIND', 'U0MAYA', 'Kiel'), ('T0NORTHWIND', 'U0DORA', 'Ulm')`;
  }
  const days = ['16', '17', '18', '19'];
  for (const [index, name] of [...ACTORS, null].entries()) {
    for (const day of days.filter((_day, at) => (at + index) % 2 === 0)) {
      const early = index % 2 === 0;
      const [from, to] = early ? ['06', '14'] : ['14', '22'];
      const site = hasSites ? { site: ['Kiel', 'Ulm', 'Bonn'][(index + Number(day)) % 3] ?? null } : {};
      await world.shift(name, `2026-03-${day}T${from}:00`, `2026-03-${day}T${to}:00`, site);
    }
  }
}

async function deadlocks(): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select deadlocks::int as n from pg_stat_database where datname = current_database()`;
  return row?.n ?? 0;
}

async function badIn(now: Date): Promise<readonly string[]> {
  return [...(await wrongIn(database)), ...(await leftBehindIn(database)), ...(await overdueIn(database, now))];
}

test('whatever people do one after the other, swaps, roster and ledger agree', { timeout: 600_000 }, async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(settings, fc.array(act, { minLength: 30, maxLength: 60 }), async (how, acts) => {
      await begin(how);
      let now = TEST_NOW;
      for (const each of acts) {
        if (await doAct(world, each, now)) done += 1;
        now = new Date(now.getTime() + pauses[each.pause] * 60_000);
        if (each.which % 5 === 0 || each.pause !== 'a while') await world.until(now);
        expect(await wrongIn(database)).toEqual([]);
      }
      await world.until(now);
      expect(await badIn(now)).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Acts that are all refused would prove nothing.
  expect(done).toBeGreaterThan(RUNS * 3);
});

test(
  'whatever many do at once on two processes, swaps, roster and ledger agree, and nobody waits in a circle',
  { timeout: 600_000 },
  async () => {
    const before = await deadlocks();
    await fc.assert(
      fc.asyncProperty(
        settings,
        fc.array(fc.array(act, { minLength: 8, maxLength: 12 }), { minLength: 4, maxLength: 6 }),
        async (how, rounds) => {
          await begin(how);
          let now = TEST_NOW;
          for (const acts of rounds) {
            await Promise.all([
              ...acts.map((each, at) => doAct(world, each, now, at % 2 === 0 ? database.db : second)),
              world.settle(now),
            ]);
            expect(await wrongIn(database)).toEqual([]);
            const pause = acts[0]?.pause ?? 'a while';
            now = new Date(now.getTime() + pauses[pause] * 60_000);
          }
          await world.settle(now);
          expect(await badIn(now)).toEqual([]);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect((await deadlocks()) - before).toBe(0);
  },
);
