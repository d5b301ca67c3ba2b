import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { people } from '../people/tables.ts';
import type { Tx } from './client.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function person(workspaceId: string, slackId: string): typeof people.$inferInsert {
  return { workspaceId, slackId, name: 'Ana', kind: 'full', isAdmin: false, timeZone: 'UTC', readAt: new Date(0) };
}

async function idsSeen(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ slackId: people.slackId }).from(people);
  return rows.map((row) => row.slackId);
}

test('a workspace sees and changes its own rows only, even when a query forgets to say so', async () => {
  const { db } = database;
  await db.withWorkspace('TA', (tx) => tx.insert(people).values(person('TA', 'UA')));
  await db.withWorkspace('TB', (tx) => tx.insert(people).values(person('TB', 'UB')));

  const seenByA = await db.withWorkspace('TA', idsSeen);
  const changedByB = await db.withWorkspace('TB', (tx) =>
    tx.update(people).set({ name: 'x' }).where(eq(people.slackId, 'UA')).returning(),
  );
  const removedByB = await db.withWorkspace('TB', (tx) =>
    tx.delete(people).where(eq(people.slackId, 'UA')).returning(),
  );
  const smuggled = db.withWorkspace('TB', (tx) => tx.insert(people).values(person('TA', 'U3')));

  expect(seenByA).toEqual(['UA']);
  expect(changedByB).toEqual([]);
  expect(removedByB).toEqual([]);
  await expect(smuggled).rejects.toMatchObject({ cause: { code: '42501' } });
});
