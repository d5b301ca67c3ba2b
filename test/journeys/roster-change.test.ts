import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift } from './support/roster.ts';

/** Shown under next week or the one after, whatever day this runs on. */
const DAY = dayAhead(7);

/** Week, day and form take each other's place, so that whatever she comes back to is as it is now. */
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

  test('she moves its end, sees the day with the new time in the place of the form, and Ana sees it', async () => {
    const maya = workspace.as('maya');
    await openShift('06:00–14:00');
    await maya.fill('End', '15:00');
    await maya.submit();
    await maya.sees(/Saved: Ana’s shift on .*, 06:00–15:00\./, { in: 'modal' });
    await maya.sees('06:00–15:00', { in: 'modal' });
    expect(await maya.canSee('06:00–14:00', { in: 'modal' })).toBe(false);

    const ana = workspace.as('ana');
    await ana.command('/shift next week', { in: '#care' });
    await ana.sees('06:00–15:00', { in: 'modal' });
    await ana.close();
  });

  test('she wants what cannot be: the form says why, and has what she typed', async () => {
    const maya = workspace.as('maya');
    await putShift(database, 'U0ANA', DAY, ['18:00', '22:00']);
    await maya.choose('Change a shift', '06:00–15:00 Ana');
    await maya.fill('End', '19:30');
    await maya.fill('Comment', 'Stocktaking');
    await maya.submit();

    await maya.sees(/Not done\..*overlaps Ana’s shift/, { in: 'modal' });
    const { view } = await maya.seesModal('Change a shift');
    expect(JSON.stringify(view)).toMatch(/"initial_value":"19:30".*"initial_value":"Stocktaking"/);
    await maya.click('‹ Back to the roster', { in: 'modal' });
    await maya.sees('06:00–15:00', { in: 'modal' });
  });

  test('she would rather ask for a swap, or cover it: that form takes the place of the other', async () => {
    const maya = workspace.as('maya');
    await maya.close();
    await openShift('06:00–15:00');
    await maya.click('Ask for a swap', { in: 'modal' });
    expect((await maya.seesModal('Swap for somebody')).view.type).toBe('modal');
    await maya.close();
    await openShift('06:00–15:00');
    await maya.click('Cover now', { in: 'modal' });
    await maya.seesModal('Cover now');
  });
});
