import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { people } from '../people/tables.ts';
import { createDatabase, type Database, type Tx } from './client.ts';
import { CONNECTIONS } from './connection.ts';

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
  const moved = db.withWorkspace('TB', (tx) => tx.update(people).set({ workspaceId: 'TA' }).returning());

  expect(seenByA).toEqual(['UA']);
  expect(changedByB).toEqual([]);
  expect(removedByB).toEqual([]);
  await expect(smuggled).rejects.toMatchObject({ cause: { code: '42501' } });
  await expect(moved).rejects.toMatchObject({ cause: { code: '42501' } });
});

test.each(["T'; drop table cases; --", 'T\\', 'T"1'])('a workspace named %s is only a name', async (workspaceId) => {
  const { db } = database;
  await db.withWorkspace(workspaceId, (tx) => tx.insert(people).values(person(workspaceId, 'U1')));

  const seen = await db.withWorkspace(workspaceId, idsSeen);

  expect(seen).toEqual(['U1']);
});

test('without a workspace there is no transaction', async () => {
  await expect(database.db.withWorkspace('', idsSeen)).rejects.toThrow('a workspace is needed');
});

test('a transaction sends nothing beside its work but BEGIN with the workspace, and COMMIT', async () => {
  const statements: string[] = [];
  const db = createDatabase({ url: database.url, onQuery: (statement) => statements.push(statement) });

  await db.withWorkspace('TA', idsSeen);
  await db.close();

  expect(statements).toHaveLength(3);
  expect(statements[0]).toMatch(/^begin; select .*set_config\('floorwalker.workspace_id', 'TA', true\)/);
  expect(statements[2]).toBe('commit');
});

test('work that fails leaves nothing behind', async () => {
  const { db } = database;

  const failed = db.withWorkspace('TC', async (tx) => {
    await tx.insert(people).values(person('TC', 'U1'));
    throw new Error('no');
  });

  await expect(failed).rejects.toThrow('no');
  expect(await db.withWorkspace('TC', idsSeen)).toEqual([]);
});

test('an error that the work swallows still fails the transaction', async () => {
  const swallowed = database.db.withWorkspace('TC', async (tx) => {
    await tx.insert(people).values(person('TC', 'U1'));
    await tx.execute(sql`select 1/0`).catch(() => undefined);
  });

  await expect(swallowed).rejects.toThrow('rolled back');
  expect(await database.db.withWorkspace('TC', idsSeen)).toEqual([]);
});

test('a transaction within a transaction may fail alone', async () => {
  const seen = await database.db.withWorkspace('TD', async (tx) => {
    await tx.insert(people).values(person('TD', 'U1'));
    const inner = tx.transaction(async (nested) => {
      await nested.insert(people).values(person('TD', 'U2'));
      throw new Error('no');
    });
    await inner.catch(() => undefined);
    return idsSeen(tx);
  });

  expect(seen).toEqual(['U1']);
});

test('a handle that is used after its transaction is refused', async () => {
  let leaked: Tx | undefined;
  await database.db.withWorkspace('TA', async (tx) => {
    leaked = tx;
    await Promise.resolve();
  });

  await expect(idsSeen(leaked!)).rejects.toMatchObject({ message: expect.stringMatching(/over|Failed/) });
});

test('transactions that deadlock are run again until both have happened', async () => {
  const { db } = database;
  await db.withWorkspace('TE', (tx) => tx.insert(people).values([person('TE', 'U1'), person('TE', 'U2')]));
  const rename = (first: string, second: string) =>
    db.withWorkspace('TE', async (tx) => {
      const append = (slackId: string) =>
        tx
          .update(people)
          .set({ name: sql`${people.name} || '!'` })
          .where(eq(people.slackId, slackId));
      await append(first);
      await tx.execute(sql`select pg_sleep(0.05)`);
      await append(second);
    });

  await Promise.all([rename('U1', 'U2'), rename('U2', 'U1')]);

  const names = await db.withWorkspace('TE', (tx) => tx.select({ name: people.name }).from(people));
  expect(names).toEqual([{ name: 'Ana!!' }, { name: 'Ana!!' }]);
});

test('what customers wrote does not get into the message of a failed query', async () => {
  const db = createDatabase({ url: database.url });
  const insert = () =>
    db.withWorkspace('TF', (tx) => tx.insert(people).values({ ...person('TF', 'U1'), name: 'secret' }));
  await insert();

  const error: unknown = await insert().catch((reason: unknown) => reason);
  await db.close();

  expect(error).toMatchObject({ cause: { code: '23505' } });
  expect(JSON.stringify([String(error), error])).not.toContain('secret');
});

test('under any load a process keeps to its connections', async () => {
  const { db } = database;
  await db.system.listen('anything', () => undefined);

  await Promise.all(
    Array.from({ length: 90 }, (_, index) =>
      index % 3
        ? (index % 2 ? db : db.forWork).withWorkspace('TA', (tx) => tx.execute(sql`select pg_sleep(0.01)`))
        : db.system.begin((system) => system`select pg_sleep(0.01)`),
    ),
  );
  await Promise.all(Array.from({ length: 60 }, () => db.system`select pg_sleep(0.001)`));
  const [held] = await database.sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name in ('floorwalker_app', 'floorwalker_system')`;

  expect(held!['count']).toBe(Object.values(CONNECTIONS).reduce<number>((sum, count) => sum + count, 0));
  expect(held!['count']).toBeLessThan(20);
});

test('every connection has its time limits', async () => {
  const limits = sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
    current_setting('idle_in_transaction_session_timeout') as idle`;

  const app = await database.db.withWorkspace('TA', (tx) => tx.execute(limits));
  const [system] = await database.db.system`select current_setting('statement_timeout') as statement`;

  expect(app[0]).toEqual({ statement: '4s', lock: '3s', idle: '10s' });
  expect(system).toEqual({ statement: '4s' });
});

test('however much work waits for the database, somebody who asks is answered at once', async () => {
  const { db } = database;
  let done = 0;
  const work = Array.from({ length: 30 }, () =>
    db.forWork.withWorkspace('TA', (tx) => tx.execute(sql`select pg_sleep(0.2)`)).then(() => (done += 1)),
  );

  await db.withWorkspace('TA', (tx) => tx.execute(sql`select 1`));

  expect(done).toBeLessThan(work.length / 2);
  await Promise.all(work);
});

test('work waits for its turn however long that takes, where a request is told in time', async () => {
  const { db } = database;
  // Twelve seconds on six connections, each piece well within its own time.
  const slow = (over: Database) => over.withWorkspace('TA', (tx) => tx.execute(sql`select pg_sleep(3)`));
  const work = Promise.allSettled(Array.from({ length: 4 * CONNECTIONS.work }, () => slow(db.forWork)));
  const asked = Promise.allSettled(Array.from({ length: 4 * CONNECTIONS.app }, () => slow(db)));

  expect((await work).filter(({ status }) => status === 'rejected')).toEqual([]);
  expect((await asked).filter(({ status }) => status === 'rejected')).not.toEqual([]);
}, 40_000);
