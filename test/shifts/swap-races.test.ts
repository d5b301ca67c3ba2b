import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/db/client.ts';
import type { Ctx } from '../../src/core/context.ts';
import { proposeTrade } from '../../src/features/shifts/swaps/propose-trade.ts';
import { outcomeOf } from '../support/cases.ts';
import { testContext } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { CARE } from '../support/northwind.ts';
import { wrongIn } from '../support/swap-invariants.ts';
import { newSubmission, openSwapWorld, type SwapWorld } from '../support/swap-world.ts';

const PEOPLE = 100;
const ROUNDS = 50;

let database: TestDatabase;
let world: SwapWorld;
/** The pool of a second process. */
let second: Database;
let everybody: readonly Ctx[];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
  second = createDatabase({ url: database.url });
  everybody = await hundredAgents();
});
afterAll(async () => {
  await second.close();
  await database.close();
});
afterEach(async () => {
  const wrong = await wrongIn(database);
  await world.clear();
  expect(wrong).toEqual([]);
});

async function hundredAgents(): Promise<readonly Ctx[]> {
  const ids = Array.from({ length: PEOPLE }, (_, at) => `U0AGENT${at}`);
  await database.sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', id, 'Agent ' || substr(id, 8), 'full', false, 'Europe/Berlin', now() from unnest(${ids}::text[]) as id`;
  await database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', ${CARE}::uuid, id, 'agent', 'picked' from unnest(${ids}::text[]) as id`;
  return ids.map((slackId, at) =>
    testContext(at % 2 === 0 ? database.db : second, { slackId, memberships: [{ teamId: CARE, role: 'agent' }] }),
  );
}

describe('at once on two processes', () => {
  test(
    `of ${PEOPLE} who take the same shift one has it and the others are told who, ${ROUNDS} rounds`,
    { timeout: 300_000 },
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const shift = await world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00');
        const { id: requestId } = await world.post('ana', shift);

        const outcomes = await Promise.all(
          everybody.map((ctx) => outcomeOf((as) => proposeTrade(as, { requestId, submission: newSubmission() }), ctx)),
        );

        const winners = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome.proposedBy]));
        expect(winners).toHaveLength(1);
        expect(await world.holderOf(shift)).toBe(winners[0]);
        const told = `Agent ${winners[0]?.slice(7)} works it`;
        expect(outcomes.filter((outcome) => typeof outcome === 'string' && outcome.includes(told))).toHaveLength(
          PEOPLE - 1,
        );
        expect(await wrongIn(database)).toEqual([]);
        await world.clear();
      }
    },
  );
});
