import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { asOwner, databaseUrl } from '../../test/support/test-server.ts';
import { createDatabase } from './client.ts';
import { migrate } from './migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

let database: TestDatabase;
let made = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A database of its own, dropped with the others of this run. */
async function emptyDatabase(options = ''): Promise<{ url: string; drop: () => Promise<void> }> {
  made += 1;
  const name = `${new URL(database.url).pathname.slice(1)}_${made}`;
  await database.sql.unsafe(`create database ${name} ${options}`);
  return {
    url: databaseUrl(database.url, name),
    drop: async () => {
      await database.sql.unsafe(`drop database ${name} with (force)`);
    },
  };
}

/** The migrations as they were when there was only the first. */
async function olderMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'floorwalker-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8'));
  journal.entries.splice(1);
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify(journal));
  return folder;
}

const applied = (url: string) =>
  asOwner(
    url,
    async (sql) => (await sql`select count(*)::int as count from drizzle.__drizzle_migrations`)[0]!['count'],
  );

test.each(['empty', 'older'])('three replicas that start at once on an %s database all come up', async (kind) => {
  const { url, drop } = await emptyDatabase();
  const older = await olderMigrations();
  if (kind === 'older') await migrate(url, older);

  await Promise.all([migrate(url), migrate(url), migrate(url)]);

  const { entries } = JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
  expect(await applied(url)).toBe(entries.length);
  await rm(older, { recursive: true });
  await drop();
});

test('two databases of one server may be migrated at once, though they share their roles', async () => {
  const databases = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()]);

  await Promise.all(databases.map(({ url }) => migrate(url)));

  for (const { url, drop } of databases) {
    expect(await applied(url)).toBeGreaterThan(1);
    await drop();
  }
});

test('a database with another encoding is refused in one line', async () => {
  const { url, drop } = await emptyDatabase(
    `encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C' template template0`,
  );

  await expect(migrate(url)).rejects.toThrow(/^The database is encoded as SQL_ASCII; make one with: .*$/);
  await drop();
});

test.each([
  [
    'a server that is not there',
    (url: URL) => (url.port = '1'),
    /^The server that DATABASE_URL names cannot be reached \(ECONNREFUSED\)\.$/,
  ],
  [
    'a wrong password',
    (url: URL) => (url.password = 'x'),
    /^DATABASE_URL: password authentication failed for user "floorwalker"\.$/,
  ],
  [
    'a database that does not exist',
    (url: URL) => (url.pathname = '/none'),
    /^DATABASE_URL: database "none" does not exist\.$/,
  ],
])('%s is said in one line', async (_what, change, line) => {
  const url = new URL(database.url);
  change(url);

  await expect(migrate(url.href)).rejects.toThrow(line);
});

test('an owner that is no superuser is enough, once the roles exist and are granted to it', async () => {
  const { url, drop } = await emptyDatabase();
  const name = new URL(url).pathname.slice(1);
  const owner = `owner_${name}`;
  await database.sql.unsafe(`create role ${owner} login password 'x'; alter database ${name} owner to ${owner}`);
  const theirs = new URL(url);
  theirs.username = owner;
  theirs.password = 'x';

  await expect(migrate(theirs.href)).rejects.toThrow(/As an administrator run: GRANT FLOORWALKER_APP TO/);
  await database.sql.unsafe(`grant floorwalker_app, floorwalker_system to ${owner}`);
  await migrate(theirs.href);
  const db = createDatabase({ url: theirs.href });
  const seen = await db.withWorkspace('T1', (tx) => tx.execute('select current_user as role'));
  await db.close();

  expect(seen[0]).toEqual({ role: 'floorwalker_app' });
  await drop();
  await database.sql.unsafe(`drop role ${owner}`);
});
