import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { mondayLate } from '../../../../test/support/swap-looks.ts';
import { newSubmission, openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import { coverNow } from './cover-now.ts';

let database: TestDatabase;
let world: SwapWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
});
afterAll(() => database.close());
beforeEach(() => world.clear());

test('whoever could approve a cover reads why the rules deny it; a lead only that there is something', async () => {
  const rule = { ...defaultSettings.R27, severity: 'deny', isOverridable: false, params: {} } as const;
  await world.rules({ R27: rule });
  await database.sql`insert into roster_people (workspace_id, slack_id, is_excluded) values ('T0NORTHWIND', 'U0LIA', true)`;
  const shift = await mondayLate(world);
  const cover = (name: 'leo' | 'maya') =>
    refusalOf(
      coverNow(world.as(name), { shiftId: shift.id, to: 'U0LIA', because: 'Ill', submission: newSubmission() }),
    );

  const [toLead, toManager] = [await cover('leo'), await cover('maya')];

  expect(toLead).toContain('something that is not yours to see');
  expect(toManager).toContain('Lia: takes no part in swaps');
});
