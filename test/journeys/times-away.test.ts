import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift } from './support/roster.ts';

const DAY = dayAhead(10);
const DM = { in: '@floorwalker' } as const;
const MODAL = { in: 'modal' } as const;

describe('times that people are away', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace);
    await putShift(database, 'U0ANA', DAY, ['08:00', '16:00'], { type: 'Early' });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const kept = () =>
    database.sql<{ who: string; kind: string }[]>`
    select slack_id as who, kind from absences order by slack_id`.then((rows) => rows.map((row) => ({ ...row })));

  test('Ana reads how days are written, in the words in which she would write them', async () => {
    const ana = workspace.as('ana');
    await ana.command('/shift away', { in: '#care' });
    await ana.fill('First day, or from when', 'Easter');

    const errors = await ana.submitRefused();

    expect(errors).toEqual({ 'First day, or from when': 'Write it like Friday, 24 Dec or 24 Dec 14:00.' });
    expect(await ana.canSee('Leave that was granted', MODAL)).toBe(false);
  });

  test('she works then: nothing is saved before she has seen it, and she may ask for a swap from there', async () => {
    const ana = workspace.as('ana');
    await ana.fill('First day, or from when', DAY);
    await ana.submit();
    await ana.sees('Not saved yet: You have a shift then.', MODAL);
    expect(await kept()).toEqual([]);

    await ana.click('Swap', MODAL);
    await ana.sees('Give it away', MODAL);
    await ana.close();
    await ana.submit();

    await ana.sees('Saved:', MODAL);
    expect(await kept()).toEqual([{ who: 'U0ANA', kind: 'unavailable' }]);
    await ana.close();
  });

  test('Leo enters leave that was granted to Jonas, who reads of it and cannot take it back', async () => {
    const leo = workspace.as('leo');
    await leo.command('/shift away', { in: '#care' });
    await leo.choose('Leave that was granted to somebody else', 'Jonas', MODAL);
    await leo.sees(/Leave that was granted to .*Jonas/, MODAL);
    await leo.fill('First day, or from when', '24 Dec');
    await leo.fill('Last day, or until when', '31 Dec');
    await leo.submit();
    await leo.sees('Saved:', MODAL);
    await leo.close();

    const jonas = workspace.as('jonas');
    await jonas.sees('entered leave for you', DM);
    await jonas.command('/shift away', { in: '#care' });
    await jonas.sees('24 Dec', MODAL);
    expect(await jonas.canSee('Remove', MODAL)).toBe(false);
    expect(await kept()).toContainEqual({ who: 'U0JONAS', kind: 'leave' });
    await jonas.close();
  });
});
