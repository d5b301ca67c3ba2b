import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ActResult, ClockMove } from '../../src/sandbox/protocol.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
}, 60_000);

afterAll(async () => {
  await workspace.close();
  await database.close();
});

beforeEach(async () => {
  await database.sql`delete from jobs where dead_at is not null`;
});

async function move(by: ClockMove): Promise<ActResult & { tookMs: number }> {
  const began = performance.now();
  const response = await fetch(`${workspace.url}/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(by),
  });
  const result = (await response.json()) as ActResult;
  return { ...result, tookMs: performance.now() - began };
}

it('goes through the hourly work of a day one by one, in less than three seconds', async () => {
  const from = workspace.world.now();

  const day = await move({ byMs: DAY_MS });

  console.log(`A day of hourly work: ${Math.round(day.tookMs)} ms`, day);
  expect(day).toMatchObject({ ok: true });
  expect(day.tookMs).toBeLessThan(3_000);
  expect(workspace.world.now().getTime() - from.getTime()).toBeGreaterThanOrEqual(DAY_MS);
});

it('goes through a week in a bounded time', async () => {
  const week = await move({ byMs: 7 * DAY_MS });

  console.log(`A week of hourly work: ${Math.round(week.tookMs)} ms, ${week.ok ? week.moments?.length : week.error}`);
  expect(week).toMatchObject({ ok: true });
});
