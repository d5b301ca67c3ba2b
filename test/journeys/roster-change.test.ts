import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../chaos/support/until.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift } from './support/roster.ts';

/** Shown under next week or the one after, whatever day this runs on. */
const DAY = dayAhead(7);

/** From the week over a day to a shift are three windows, as many as Slack stacks. */
describe('Maya changes a shift from what she sees of the roster', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace);
    await putShift(database, 'U0ANA', DAY, ['06:00', '14:00'], { type: 'Early' });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function openShift(times: string): Promise<void> {
    const maya = workspace.as('maya');
    await maya.command('/shift team next week', { in: '#care' });
    await maya.click('Everybody', { in: 'modal' });
    await maya.choose('Change a shift', `${times} Ana`);
    await maya.seesModal('Change a shift');
  }

  test('she moves its end, and Ana sees it', async () => {
    const maya = workspace.as('maya');
    await openShift('06:00–14:00');
    await maya.fill('End', '15:00');
    await maya.submit();
    await until('it is saved', async () => (await database.sql`select from shifts where version = 2`).length === 1);

    const ana = workspace.as('ana');
    await ana.command('/shift next week', { in: '#care' });
    await ana.sees('06:00–15:00', { in: 'modal' });
    await ana.close();
  });

  test('she would rather ask for a swap, or cover it: that form takes the place of the other', async () => {
    const maya = workspace.as('maya');
    await maya.close();
    await maya.close();
    await openShift('06:00–15:00');
    await maya.click('Ask for a swap', { in: 'modal' });
    expect((await maya.seesModal('Swap for somebody')).view.type).toBe('modal');
    await maya.close();
    await maya.choose('Change a shift', '06:00–15:00 Ana');
    await maya.click('Cover now', { in: 'modal' });
    await maya.seesModal('Cover now');
  });
});
