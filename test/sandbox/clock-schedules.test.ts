import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActResult } from '../../src/sandbox/protocol.ts';
import { setUpCare } from '../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { eventually } from '../support/worker.ts';

const DAYS_MS = 3 * 86_400_000;

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
  await setUpCare(workspace);
}, 90_000);

afterAll(async () => {
  await workspace?.close();
  await database?.close();
});

interface Row {
  readonly nextRunAt: Date;
  readonly lastLocalDate: string | null;
}

function schedules(): Promise<Row[]> {
  return database.sql<Row[]>`
    select next_run_at as "nextRunAt", last_local_date as "lastLocalDate" from schedules order by next_run_at`;
}

it('stops at each moment at which something recurs, until it is done', async () => {
  await eventually(async () => expect(await schedules()).toHaveLength(9));
  const end = workspace.world.now().getTime() + DAYS_MS;
  const ahead = (await schedules()).filter(({ nextRunAt }) => nextRunAt.getTime() < end);

  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ byMs: DAYS_MS });
  const response = await fetch(`${workspace.url}/api/clock`, { method: 'POST', headers, body });
  const days = (await response.json()) as ActResult;

  const moments = days.ok ? days.moments : days.error;
  expect(moments).toEqual(expect.arrayContaining(ahead.map(({ nextRunAt }) => nextRunAt.toISOString())));
  const after = await schedules();
  expect(ahead.length).toBeGreaterThanOrEqual(2);
  expect(after.filter(({ lastLocalDate }) => lastLocalDate !== null)).toHaveLength(ahead.length);
  expect(after.filter(({ nextRunAt }) => nextRunAt.getTime() <= end)).toEqual([]);
}, 90_000);
