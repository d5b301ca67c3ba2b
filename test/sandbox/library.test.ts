import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { playLibrary } from '../../src/sandbox/sample/play-story.ts';
import { samplePolicies } from '../../src/sandbox/sample/policies.ts';
import { setUpCare } from '../journeys/support/northwind-team.ts';
import { setUpCareUs } from '../journeys/support/northwind-us-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
  await setUpCare(workspace);
  await setUpCareUs(workspace);
}, 90_000);

afterAll(async () => {
  await workspace?.close();
  await database?.close();
});

it('has both managers of the sample publish their policies, with questions and keywords', async () => {
  const client = connectTo(workspace.url);

  await playLibrary(client);

  client.close();
  const published = await database.sql`
    select title, language, audience from policies where verified_at is not null order by title`;
  expect(published.map(({ title }) => String(title)).toSorted()).toEqual(
    samplePolicies()
      .map(({ title }) => title)
      .toSorted(),
  );
  expect(published.filter(({ language }) => language === 'german')).toHaveLength(1);
  expect(published.filter(({ audience }) => (audience as string[]).length === 3)).toHaveLength(2);
  const [counted] = await database.sql`select count(*)::int as questions from policy_questions`;
  expect(counted?.['questions']).toBe(samplePolicies().flatMap(({ questions }) => questions).length);
  expect(workspace.world.refusals).toEqual([]);
}, 120_000);
