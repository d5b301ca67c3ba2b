import { afterAll, beforeAll, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
  await setUpCare(workspace, { hours: ALWAYS_OPEN });
}, 90_000);

afterAll(async () => {
  await workspace?.close();
  await database?.close();
});

test('Leo takes what Ana escalates, and she is told', async () => {
  const ana = workspace.as('ana');
  const leo = workspace.as('leo');

  await ana.messageShortcut('Escalate message', { on: 'walnut desk', in: '#care' });
  await ana.choose('Urgency', 'High');
  await ana.submit();
  await leo.click('Claim', { on: 'walnut desk', in: '#care-escalations' });

  await ana.sees('Leo', { in: '@floorwalker' });
});
