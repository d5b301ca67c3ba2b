import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GivenFile } from '../../src/features/policies/import/files/given-files.ts';
import { previewImport, runImport } from '../../src/features/policies/import/importing/import-policies.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../support/northwind.ts';
import { forgetPolicies } from '../support/policies.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database?.close());
beforeEach(() => forgetPolicies(database));

function folder(count: number, words = 'Ten days.'): readonly GivenFile[] {
  return Array.from({ length: count }, (_, at) => ({
    path: `policy-${at}.md`,
    content: `---\nkeywords: [word ${at}]\nquestions: [May I have ${at}?]\n---\n# Policy ${at}\n\n${words} Of ${at}.\n`,
  }));
}

let runs = 0;

function imported(files: readonly GivenFile[]): Promise<unknown> {
  runs += 1;
  return runImport(northwind.as('maya'), { ...giving(files), run: `run${runs}` });
}

function giving(files: readonly GivenFile[]) {
  return { teamId: CARE, given: { files, problems: [] }, mode: 'publish' } as const;
}

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  database.queries.length = 0;
  await work();
  return database.queries.length;
}

/** Eight files are one transaction. Whoever needs more statements for a file changes its number here and says why. */
test.each([
  // The last of them: who else answers for what is new, once for all files.
  { what: 'one new file', count: 1, most: 43 },
  { what: 'each of many new files', count: 8, most: 25 },
])('$what takes no more statements than $most', async ({ count, most }) => {
  const statements = await statementsOf(() => imported(folder(count)));

  expect(statements / count).toBeLessThanOrEqual(most);
});

test('files that change nothing are read together, eight at a time', async () => {
  await imported(folder(16));

  const again = await statementsOf(() => imported(folder(16)));
  const looked = await statementsOf(() => previewImport(northwind.as('maya'), giving(folder(16, 'Twelve days.'))));

  // They are held while they are compared, with their readers: eight at a time.
  expect(again).toBeLessThanOrEqual(17);
  expect(looked).toBeLessThanOrEqual(13);
});
