import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type TcpProxy, tcpProxy } from '../../test/support/faults/tcp-proxy.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { eventually } from '../../test/support/worker.ts';
import { createDatabase, type Database, type Tx } from './client.ts';
import { isDropped } from './errors.ts';

let database: TestDatabase;
let proxy: TcpProxy;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  proxy = await tcpProxy(database.url);
  db = createDatabase({ url: proxy.url });
});
afterEach(async () => {
  await db.close();
  await proxy.close();
});
afterAll(() => database.close());

const one = (tx: Tx) => tx.execute(sql`select 1 as one`);

async function backendOf(tx: Tx): Promise<number> {
  const rows = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]!.pid;
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isDropped(error) ? 'dropped' : String(error)),
  );

test.each(['while a statement runs', 'between two statements', 'and the work carries on regardless'])(
  'a server that ends a connection %s fails the transaction and nothing else',
  async (when) => {
    const broken = db.withWorkspace('T1', async (tx) => {
      const pid = await backendOf(tx);
      if (when === 'while a statement runs') {
        setTimeout(() => void database.sql`select pg_terminate_backend(${pid})`.execute(), 20);
        return tx.execute(sql`select pg_sleep(3)`);
      }
      await database.sql`select pg_terminate_backend(${pid})`;
      await pause(100);
      if (when === 'between two statements') return tx.execute(sql`select 1`);
      await outcome(one(tx));
      return one(tx);
    });

    await expect(outcome(broken)).resolves.toBe('dropped');
    await expect(db.withWorkspace('T1', one)).resolves.toHaveLength(1);
  },
);

test('connections reset while they lie idle are not noticed by the next transactions', async () => {
  await Promise.all(Array.from({ length: 20 }, () => db.withWorkspace('T1', one)));
  await db.system`select 1`;

  proxy.reset();
  const after = await Promise.all(Array.from({ length: 20 }, () => outcome(db.withWorkspace('T1', one))));
  await pause(20);

  expect(after).toEqual(Array.from({ length: 20 }, () => 'done'));
  await expect(db.system`select 1 as one`).resolves.toHaveLength(1);
});

test('a reset under load fails at most what was in flight, and everything works again at once', async () => {
  const load = Array.from({ length: 40 }, (_, index) =>
    outcome(
      index % 2
        ? db.withWorkspace('T1', (tx) => tx.execute(sql`select pg_sleep(0.05)`))
        : db.system`select pg_sleep(0.05)`,
    ),
  );
  await pause(60);
  proxy.reset();

  const ends = await Promise.all(load);
  const after = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      outcome(index % 2 ? db.withWorkspace('T1', one) : db.system`select 1`.execute()),
    ),
  );

  expect(new Set(ends)).toEqual(new Set(['done', 'dropped']));
  expect(new Set(after)).toEqual(new Set(['done']));
});

test('a connection whose other end has gone silently is given up, for transactions and for single statements', async () => {
  await Promise.all([db.withWorkspace('T1', one), db.system`select 1`]);
  proxy.freeze();
  const start = performance.now();

  const ends = await Promise.all([
    outcome(db.withWorkspace('T1', one)),
    outcome(db.system`select 1`.execute()),
    outcome(db.system`select ${1}::int`.execute()),
  ]);
  const took = performance.now() - start;
  proxy.thaw();

  expect(took).toBeLessThan(withinPromised(9_000));
  expect(ends[0]).toMatch(/dropped|within 8000 ms/);
  expect(ends.slice(1)).toEqual(['dropped', 'dropped']);
  await expect(db.withWorkspace('T1', one)).resolves.toHaveLength(1);
  await expect(db.system`select 1`).resolves.toHaveLength(1);
});

test('a database that is not there is said at once', async () => {
  const nowhere = createDatabase({ url: 'postgres://a:b@127.0.0.1:1/c' });

  const ends = await Promise.all([
    outcome(nowhere.withWorkspace('T1', one)),
    ...Array.from({ length: 12 }, () => outcome(nowhere.system`select 1`.execute())),
  ]);
  await nowhere.close();

  expect(new Set(ends)).toEqual(new Set(['dropped']));
});

test('work that never ends is cut off, and its connection is free again', async () => {
  const started = performance.now();
  const stuck = Array.from({ length: 8 }, () => outcome(db.withWorkspace('T1', () => new Promise(() => undefined))));

  const ends = await Promise.all(stuck);

  expect(new Set(ends)).toEqual(new Set(['DeadlineExceeded: no answer from the database within 8000 ms']));
  expect(performance.now() - started).toBeLessThan(withinPromised(9_000));
  await expect(db.withWorkspace('T1', one)).resolves.toHaveLength(1);
});

test('a listener hears again after its connection was lost, and is told to look for what it missed', async () => {
  const heard: string[] = [];
  let looked = 0;
  await db.system.listen(
    'news',
    (payload) => heard.push(payload),
    () => (looked += 1),
  );
  await database.sql.notify('news', 'first');
  await eventually(() => expect(heard).toEqual(['first']));

  proxy.reset();
  await eventually(() => expect(looked).toBe(2));
  await database.sql.notify('news', 'second');

  await eventually(() => expect(heard).toEqual(['first', 'second']));
});
