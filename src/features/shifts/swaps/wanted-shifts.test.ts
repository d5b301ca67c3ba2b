import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE_US } from '../../../../test/support/northwind.ts';
import { mondayLate } from '../../../../test/support/swap-looks.ts';
import { openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';

let database: TestDatabase;
let world: SwapWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
});
afterAll(() => database.close());

test('a trade names only shifts that its team sees already', async () => {
  const given = await mondayLate(world);
  const draft = await world.shift('ben', '2026-03-25T14:00', '2026-03-25T22:00', { isPublished: false });
  const elsewhere = await world.shift('amy', '2026-03-26T14:00', '2026-03-26T22:00', { teamId: CARE_US });
  const seen = await world.shift('ben', '2026-03-27T14:00', '2026-03-27T22:00');
  const post = (id: string) => refusalOf(world.post('ana', given, { kind: 'trade', wants: { shiftIds: [id] } }));

  expect(await post(draft.id)).toBe('Choose shifts that are on the roster of this team.');
  expect(await post(elsewhere.id)).toBe('Choose shifts that are on the roster of this team.');
  expect(await post(seen.id)).toBe('it was not refused');
});
