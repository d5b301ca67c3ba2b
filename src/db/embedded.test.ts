import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { programArguments } from '../../test/support/built-program.ts';
import { asOwner, databaseUrl } from '../../test/support/test-server.ts';
import { eventually } from '../../test/support/worker.ts';
import { createDatabase } from './client.ts';
import { isAlive } from './directory-lock.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { installedBinaries } from './embedded-binaries.ts';
import { migrate } from './migrate.ts';
import { readPostmaster } from './postmaster.ts';

const HOLDER = 'test/support/hold-embedded.ts';

/** Has had a server before, and is never touched: most tests begin with a copy of it, which takes a tenth of a first start. */
let usedBefore: string;
let directory: string;
let servers: EmbeddedServer[];
let holders: ChildProcess[];
beforeAll(async () => {
  usedBefore = await emptyDirectory();
  const server = await startEmbedded({ directory: usedBefore, throwAway: true });
  await server.stop();
});
afterAll(() => rm(usedBefore, { recursive: true, force: true }));
beforeEach(async () => {
  directory = await emptyDirectory();
  servers = [];
  holders = [];
});
afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  // Joins what a killed process has left, so that it ends too.
  if (holders.length > 0) await start();
  for (const server of servers) await server.stop();
  await rm(directory, { recursive: true, force: true });
});

async function emptyDirectory(): Promise<string> {
  const empty = await realpath(await mkdtemp(join(tmpdir(), 'floorwalker-embedded-')));
  // mkdtemp lets nobody else in, and root's server runs as somebody else.
  await chmod(empty, 0o755);
  return empty;
}

/** The directory is as a server that has stopped leaves it. */
function hasBeenUsed(): void {
  execFileSync('cp', ['-a', join(usedBefore, 'server'), directory]);
}

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ directory, throwAway: true });
  servers.push(server);
  return server;
}

/** Another process that has started or joined the server of this directory. */
async function startInAnotherProcess(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ holder: ChildProcess; url: string }> {
  const holder = spawn(process.execPath, [...(await programArguments(HOLDER)), directory], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  const [line]: unknown[] = await once(holder.stdout, 'data');
  return { holder, url: String(line).trim() };
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(directory, 'server/data/postmaster.pid'), 'utf8')).split('\n')[0]);
}

const encoding = (url: string) => asOwner(url, async (sql) => (await sql`show server_encoding`)[0]!['server_encoding']);

test('without any locale in the environment the database is UTF8 all the same', async () => {
  const { url } = await startInAnotherProcess({ PATH: process.env['PATH'] });

  expect(await encoding(url)).toBe('UTF8');
});

test('the server outlives a process that was killed, and the next one joins it', async () => {
  hasBeenUsed();
  const { holder, url } = await startInAnotherProcess();
  const pid = await postmasterPid();
  holder.kill('SIGKILL');
  await once(holder, 'exit');

  const joined = await start();
  expect(joined.url).toBe(url);
  expect(await postmasterPid()).toBe(pid);
  await joined.stop();

  expect(isAlive(pid)).toBe(false);
});

test('a first start that was killed before it had made the database is completed by the next', async () => {
  const first = await start();
  await asOwner(databaseUrl(first.url, 'postgres'), (sql) => sql.unsafe('drop database floorwalker'));

  const second = await start();

  expect(await encoding(second.url)).toBe('UTF8');
});

test('two processes share one server; whoever ends last stops it', async () => {
  hasBeenUsed();
  const first = await start();
  const { holder, url } = await startInAnotherProcess();
  const pid = await postmasterPid();

  await first.stop();
  expect(url).toBe(first.url);
  expect(await encoding(url)).toBe('UTF8');
  holder.kill('SIGTERM');
  await once(holder, 'exit');

  expect(isAlive(pid)).toBe(false);
});

test('processes that start at once on a new directory end up on one server', async () => {
  const started = await Promise.all([startInAnotherProcess(), startInAnotherProcess(), startInAnotherProcess()]);

  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
});

test('a port that is taken meanwhile is left to its taker', async () => {
  hasBeenUsed();
  const first = await start();
  const { port } = new URL(first.url);
  await first.stop();
  const taker = createServer().listen(Number(port), '127.0.0.1');
  await once(taker, 'listening');

  const second = await start();

  expect(new URL(second.url).port).not.toBe(port);
  expect(await encoding(second.url)).toBe('UTF8');
  taker.close();
});

test('the port of last time is used again when it is free', async () => {
  hasBeenUsed();
  const first = await start();
  await first.stop();

  const second = await start();

  expect(second.url).toBe(first.url);
});

test('a server that was killed itself, with a number that now belongs to another program, is started again', async () => {
  hasBeenUsed();
  const { url } = await start();
  process.kill(await postmasterPid(), 'SIGKILL');
  const file = join(directory, 'server/data/postmaster.pid');
  const stale = (await readFile(file, 'utf8')).split('\n').with(0, String(process.pid)).join('\n');
  await writeFile(file, stale);

  const again = await start();

  expect(await encoding(again.url)).toBe('UTF8');
  expect(await postmasterPid()).not.toBe(process.pid);
  expect(again.url).toBe(url);
});

test('a server that was killed is revived where it was', async () => {
  hasBeenUsed();
  const server = await start();
  const killed = await postmasterPid();
  await server.revive();
  expect(await postmasterPid()).toBe(killed);
  process.kill(killed, 'SIGKILL');

  await eventually(() => expect(isAlive(killed)).toBe(false));
  await server.revive();

  expect(await encoding(server.url)).toBe('UTF8');
  expect(await postmasterPid()).not.toBe(killed);
});

test.each(['revived', 'joined'] as const)(
  'a server that was told from outside to stop, and waits for a client that stays, is %s all the same',
  async (how) => {
    hasBeenUsed();
    const server = await start();
    const stays = postgres(server.url, { max: 1, onnotice: () => undefined });
    await stays`select 1`;
    const told = await postmasterPid();
    // What SIGTERM means to PostgreSQL: no new clients, and the end when the last has gone.
    process.kill(told, 'SIGTERM');
    await eventually(async () =>
      expect(await readPostmaster(join(directory, 'server/data'))).toMatchObject({ stopping: true }),
    );

    if (how === 'revived') await server.revive();
    else await start();

    expect(await encoding(server.url)).toBe('UTF8');
    expect(await postmasterPid()).not.toBe(told);
    await stays.end({ timeout: 0 });
  },
);

test('a server that cannot start says so with its last words', async () => {
  hasBeenUsed();
  const server = await start();
  await server.stop();
  await writeFile(join(directory, 'server/data/postgresql.conf'), 'no_such_setting = 1\n');

  const failed = startEmbedded({ directory });

  await expect(failed).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/);
});

test.skipIf(process.getuid?.() !== 0)(
  'below a folder that lets nobody in, root keeps the data elsewhere and says where',
  async () => {
    await chmod(directory, 0o700);
    const said: string[] = [];

    const server = await startEmbedded({ directory, throwAway: true, say: (line) => said.push(line) });
    servers.push(server);
    const places = await asOwner(server.url, (sql) => sql`show data_directory`);

    const place: string = places[0]!['data_directory'];
    expect(await encoding(server.url)).toBe('UTF8');
    expect(place).toMatch(/^\/var\/tmp\/floorwalker-data-/);
    expect(said.join('\n')).toContain(dirname(place));
    await server.stop();
    await rm(dirname(place), { recursive: true });
  },
);

test('a throw-away directory that cannot be started is made anew', async () => {
  hasBeenUsed();
  const server = await start();
  await server.stop();
  await rm(join(directory, 'server/data/global'), { recursive: true });

  const again = await start();

  expect(await encoding(again.url)).toBe('UTF8');
});

test('library links that the installation left out are made', async () => {
  const { root } = await installedBinaries();
  const links = (await readdir(join(root, 'lib'), { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
  expect(links.length).toBeGreaterThan(5);
  const spare = links.find(({ name }) => name === 'libecpg_compat.so')!;
  await unlink(join(root, 'lib', spare.name));

  await installedBinaries();

  const after = (await readdir(join(root, 'lib'), { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
  expect(after.map(({ name }) => name)).toEqual(links.map(({ name }) => name));
});

test('a database user who may create roles, and nothing more, can migrate an empty server and run the app', async () => {
  hasBeenUsed();
  const { url } = await start();
  await asOwner(url, async (sql) => {
    await sql`create role creator login createrole password 'x'`;
    await sql`create database theirs owner creator`;
  });
  const theirs = new URL(databaseUrl(url, 'theirs'));
  theirs.username = 'creator';
  theirs.password = 'x';

  await migrate(theirs.href);
  const db = createDatabase({ url: theirs.href });
  const seen = await db.withWorkspace('T1', (tx) => tx.execute('select current_user as role'));
  await db.close();

  expect(seen[0]).toEqual({ role: 'floorwalker_app' });
});
