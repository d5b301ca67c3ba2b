import { afterAll, beforeAll, expect, test } from 'vitest';
import { raising } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { manyCopies } from '../../../../test/support/many-copies.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { searchCases } from './search-cases.ts';

/** More than the index gives out at once. */
const MANY = 5_000;
let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  await raise('Lamp arrived broken');
  await manyCopies(database.sql, MANY);
  await raise('Zunder torn, 50% off', { customer: 'Grüßner' });
  await raise('Kettle leaks', { whatHappened: 'The ZUNDER is missing' });
  await database.sql`vacuum analyze cases`;
});
afterAll(() => database.close());

const raise = (summary: string, more = {}) => raiseCase(northwind.as('ana'), raising({ summary, ...more }));

async function found(words: string, name: 'leo' | 'ana' = 'leo'): Promise<readonly number[]> {
  const { cases } = await searchCases(northwind.as(name), words);
  return cases.map(({ number }) => number);
}

test.each([
  ['zunder', [MANY + 2, MANY + 1]],
  ['zund kettle', [MANY + 2]],
  ['grüßn', [MANY + 1]],
  ['50% zunder', [MANY + 1]],
  ['5% zunder', []],
  ['of% zunder', []],
  [`#${MANY + 1}`, [MANY + 1]],
  [`lamp ${MANY - 3}`, [MANY - 3]],
  [`kettle ${MANY - 3}`, []],
  ['le ks', [MANY + 2]],
  ['zunder\nkettle', [MANY + 2]],
  ['torn grüßner', [MANY + 1]],
  ['nowhere', []],
])('%j finds the cases that have all of it, the newest first', async (words, numbers) => {
  expect(await found(words)).toEqual(numbers);
});

test('what nearly all cases have finds the newest of them', async () => {
  const { cases, more } = await searchCases(northwind.as('leo'), 'lamp broken');

  expect(cases.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => MANY - index));
  expect(more).toBe(true);
});

test('an agent finds her own', async () => {
  await database.sql`update cases set raised_by = 'U0JONAS' where number = ${MANY + 2}`;

  expect(await found('zunder', 'ana')).toEqual([MANY + 1]);
});

test('of another workspace nothing is found', async () => {
  const elsewhere = { ...northwind.as('leo'), workspaceId: 'T0OTHER' };

  expect((await searchCases(elsewhere, 'zunder')).cases).toEqual([]);
});

test('a word that is rare is found without reading all cases', async () => {
  const before = await readSoFar();

  await found('zunder');

  expect((await readSoFar()) - before).toBeLessThan(100);
});

/** Cases that were read by anybody. */
async function readSoFar(): Promise<number> {
  await database.db.withWorkspace('T0NORTHWIND', (tx) => tx.execute('select pg_stat_force_next_flush()'));
  const [row] = await database.sql<{ read: number }[]>`
    select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_user_tables where relname = 'cases'`;
  return row?.read ?? 0;
}
