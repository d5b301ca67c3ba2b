import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { playStory, STORY_HOURS } from '../../src/sandbox/sample/play-story.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
}, 90_000);

afterAll(async () => {
  await workspace.close();
  await database.close();
});

it('plays the sample story in the app itself: eight cases, in every state', async () => {
  const client = connectTo(workspace.url);
  workspace.world.state.clockOffsetMs = -STORY_HOURS * 3_600_000;

  await playStory(client, new Date());

  client.close();
  const states = await database.sql<{ state: string; count: number }[]>`
    select coalesce(waiting_on, state) as state, count(*)::int as count from cases group by 1 order by 1`;
  expect(Object.fromEntries(states.map(({ state, count }) => [state, count]))).toEqual({
    agent: 1,
    cancelled: 1,
    claimed: 1,
    customer: 1,
    open: 2,
    resolved: 2,
  });
  expect(workspace.world.refusals).toEqual([]);
  expect(workspace.world.state.clockOffsetMs).toBe(0);
}, 90_000);
