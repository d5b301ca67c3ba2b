import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { managersDecide, mondayLate, rowOf, stateOf, take } from '../../../../test/support/swap-looks.ts';
import { openSwapWorld, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { setAvailability } from '../roster/availability.ts';

let database: TestDatabase;
let world: SwapWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await world.clear();
  await database.sql`delete from roster_people`;
});

/** Of a Monday's late shift, 14:00 to 22:00, that waits for a manager; Ben would get it. */
async function waiting() {
  await managersDecide(world);
  return take(world, 'ben', await world.post('ana', await mondayLate(world)));
}

test('whoever says that they cannot work at those hours is asked again, with the reason', async () => {
  const { id } = await waiting();

  await setAvailability(world.as('ben'), { hours: [{ weekday: 1, open: 480, close: 960 }] });
  await world.settle();

  expect(await rowOf(world, 'swap_proposals', id)).toMatchObject({
    state: 'consent',
    verdict: { verdict: 'deny', decisive: { rule: 'R6', person: 'U0BEN' } },
  });
});

test.each([
  ['can work then', [{ weekday: 1, open: 780, close: 1380 }]],
  ['has no wish', undefined],
])('whoever %s is not asked again', async (_case, hours) => {
  const { id } = await waiting();

  await setAvailability(world.as('ben'), { hours });
  await world.settle();

  expect(await stateOf(world, 'swap_proposals', id)).toBe('approval');
});
