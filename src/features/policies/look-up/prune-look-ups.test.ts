import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { lookedUp } from '../../../../test/support/gaps.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { live } from '../../../../test/support/policy-days.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

it('what was looked up is kept for 400 days, by the daily round', async () => {
  const ctx = northwind.as('ana');
  const ago = (days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000);
  await lookedUp(database, ctx, { query: 'lately', at: ago(1) });
  await lookedUp(database, ctx, { query: 'a year ago', at: ago(399) });
  await lookedUp(database, ctx, { query: 'long ago', at: ago(401) });

  await live(database, '2026-03-11');

  const kept = await database.sql`select query from policy_look_ups order by at`;
  expect(kept.map(({ query }) => String(query))).toEqual(['a year ago', 'lately']);
});
