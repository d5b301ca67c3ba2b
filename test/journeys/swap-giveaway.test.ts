import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift, worksIt } from './support/roster.ts';

const DAY = ['08:00', '16:00'] as const;
const team = { in: '#care' } as const;
const direct = { in: '@floorwalker' } as const;

describe('shifts that somebody gives away', { timeout: 90_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('Ana gives one away, Jonas takes it, and each of them knows', async () => {
    const [ana, jonas] = [workspace.as('ana'), workspace.as('jonas')];
    const shift = await putShift(database, 'U0ANA', dayAhead(3), DAY, { type: 'Early' });

    await ana.command(`/swap ${dayAhead(3)}`, team);
    await ana.sees('It stays yours until it is settled.', { in: 'modal' });
    await ana.fill('Why? Only whoever approves it sees this', 'My sister marries.');
    await ana.submit();
    await ana.sees("It is in the team's channel.", { in: 'modal' });
    await ana.close();
    const card = { in: '#care', on: 'gives away a shift' } as const;
    await jonas.sees("It stays Ana's until it is settled.", card);
    await jonas.click('Take it', card);

    await eventually(async () => expect(await worksIt(database, shift)).toBe('U0JONAS'));
    await jonas.sees('Settled: Jonas works it.', card);
    await jonas.sees('It is settled.', team);
    await ana.sees('It is settled.', direct);
    expect(await jonas.canSee('My sister marries.', team)).toBe(false);
  });

  test('and undoes it within half an hour, with the same rules looked at', async () => {
    const [ana, jonas] = [workspace.as('ana'), workspace.as('jonas')];
    const [row] = await database.sql`select shift_id as id from swap_requests where state = 'fulfilled'`;

    await ana.click('Undo', { ...direct, on: 'It is settled.' });

    await eventually(async () => expect(await worksIt(database, String(row?.['id']))).toBe('U0ANA'));
    await jonas.sees('took the swap back.', direct);
  });
});
