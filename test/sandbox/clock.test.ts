import { afterAll, beforeAll, expect, it } from 'vitest';
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

async function post(path: string, body: object): Promise<ActResult> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${workspace.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as ActResult;
}

async function move(by: ClockMove): Promise<ActResult & { tookMs: number }> {
  const began = performance.now();
  const result = await post('/api/clock', by);
  return { ...result, tookMs: performance.now() - began };
}

it('goes through the hourly work of a day one by one', async () => {
  const from = workspace.world.now();

  const day = await move({ byMs: DAY_MS });

  const moments = day.ok ? (day.moments ?? []) : [];
  const hours = new Set(moments.map((moment) => moment.slice(0, 13)));
  console.log(`A day of hourly work: ${moments.length} moments in ${Math.round(day.tookMs)} ms`);
  expect(day.ok).toBe(true);
  expect(hours.size).toBeGreaterThanOrEqual(23);
  expect(workspace.world.now().getTime() - from.getTime()).toBeGreaterThanOrEqual(DAY_MS);
  expect(await undoneUntil(from.getTime() + DAY_MS)).toBe(0);
});

it('goes through all hours of a week', async () => {
  const from = workspace.world.now();

  const week = await move({ byMs: 7 * DAY_MS });

  const moments = week.ok ? (week.moments ?? []) : [];
  console.log(`A week of hourly work: ${moments.length} moments in ${Math.round(week.tookMs)} ms`);
  expect(moments.length).toBeGreaterThanOrEqual(7 * 24 - 1);
  expect(await undoneUntil(from.getTime() + 7 * DAY_MS)).toBe(0);
}, 65_000);

it('lets pages see time move, and starts nothing over meanwhile', async () => {
  const seen: number[] = [];
  const stop = workspace.sandbox.listen(() => seen.push(workspace.world.now().getTime()));

  const moving = move({ byMs: DAY_MS });
  await expect.poll(() => seen.length, { interval: 1 }).toBeGreaterThan(0);
  const [second, reset] = await Promise.all([move({ byMs: HOUR_MS }), post('/api/reset', {})]);
  await moving;
  stop();

  const error = 'The clock is still on its way. Try again when it has got there.';
  expect([second, reset]).toMatchObject([
    { ok: false, error },
    { ok: false, error },
  ]);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.toSorted((one, other) => one - other)).toEqual(seen);
});

it('waits for what people have just done before it lets time pass', async () => {
  const { world } = workspace;
  await workspace.as('ana').openHome();

  const result = await move({ byMs: HOUR_MS });

  expect(result.ok).toBe(true);
  expect(world.state.homes['U0ANA']).toBeDefined();
});

it('goes back to real time at once', async () => {
  const back = await move({ reset: true });

  expect(back.ok).toBe(true);
  expect(workspace.world.state.clockOffsetMs).toBe(0);
});

/** Work of the app that was due by then and is not done. The clock goes on meanwhile: something else may be due by now. */
async function undoneUntil(moment: number): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*)::int from jobs where dead_at is null and run_at <= ${new Date(moment)}`;
  return row?.count ?? 0;
}
