import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('arrays come back as they were sent, whatever is in them', async () => {
  const texts = ['plain', '', 'NULL', 'with "quotes" and \\', 'a,b', '{c}', ' space ', 'two\nlines', '🦉', null];
  const ids = ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'];

  const [row] = await database.db.system`
    select ${texts as string[]}::text[] as texts, ${[1, 2]}::int[] as numbers, ${ids}::uuid[] as ids,
      ${[]}::text[] as empty, array[true, false] as flags, ${[12, 13]}::bigint[] as big, 5 = any(${[4, 5]}::int[]) as found`;

  expect(row).toEqual({ texts, numbers: [1, 2], ids, empty: [], flags: [true, false], big: ['12', '13'], found: true });
});
