import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { makeDue, openUntil, plansThatScan, tick } from '../../../../test/support/many-cases.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await openUntil(database, await openNorthwind(database), 4000);
});
afterAll(() => database.close());

test('of 4,000 open cases a tick touches those that are due, and reads no table from end to end', async () => {
  await makeDue(database.sql, 5);
  database.queries.length = 0;

  expect(await tick(database)).toBe(5);

  const statements = database.queries.splice(0);
  expect(statements.length).toBeGreaterThan(20);
  expect(await plansThatScan(database.sql, statements)).toEqual([]);
  const [told] = await database.sql`select count(*)::int as n from case_clocks where breached_at is not null`;
  expect(told).toEqual({ n: 5 });
});

test('a plan that does is found', async () => {
  expect(await plansThatScan(database.sql, ['select * from cases where summary = $1'])).toHaveLength(1);
});
