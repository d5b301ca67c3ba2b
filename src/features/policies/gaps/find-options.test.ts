import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { asked } from '../../../../test/support/gaps.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { passageOptions, peopleOptions } from './find-options.ts';

let database: TestDatabase;
let northwind: Northwind;
let gapId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  const maya = northwind.as('maya');
  await publishedPolicy(maya);
  await publishedPolicy(maya, {
    title: 'Goodwill',
    markdown: 'Late returns of regulars are taken back by managers, up to 90 days.',
    audience: { teams: [CARE], roles: ['manager'] },
  });
  gapId = (await asked(database, northwind.as('ana'), 'late returns of worn shoes')).gap.id;
});
afterAll(() => database.close());

async function passages(name: CastName, typed: string): Promise<readonly string[]> {
  const found = await passageOptions(northwind.as(name), typed, { gapId });
  return found.map(({ text }) => text.text);
}

async function people(name: CastName, typed = ''): Promise<readonly string[]> {
  return (await peopleOptions(northwind.as(name), typed, gapId)).map(({ text }) => text.text);
}

it('offers passages on the question before anything is typed, and on what is typed then', async () => {
  expect(await passages('maya', '')).toEqual(expect.arrayContaining(['Late returns', 'Goodwill']));
  expect((await passages('maya', 'opened headphones'))[0]).toBe('Late returns › Opened items');
});

it('offers nobody a passage that they may not read', async () => {
  expect((await passages('ben', 'goodwill late returns')).join()).not.toContain('Goodwill');
  expect(await passages('amy', 'late returns')).toEqual([]);
});

it('offers the people of the team but whoever has it, by name, to those who may see the question', async () => {
  expect(await people('leo')).toEqual(['Ben · agent', 'Dora · director', 'Leo · lead', 'Lia · lead']);
  expect(await people('leo', ' li')).toEqual(['Lia · lead']);
  expect(await people('amy')).toEqual([]);
});
