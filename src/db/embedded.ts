import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { isAlive, withFileLock } from './directory-lock.ts';
import { chooseHome, type Home } from './embedded-home.ts';
import { DatabaseUnusable } from './errors.ts';
import { forgetZombie, readPostmaster } from './postmaster.ts';
import { lastLines, run } from './server-programs.ts';

export interface EmbeddedOptions {
  /** Everything of this server lies here; the processes that name the same directory share one server. */
  readonly directory: string;
  /** For data nobody would miss: no fsync, and a directory that cannot be started is made anew. */
  readonly throwAway?: boolean;
  /** Told in one line each what takes time or changes the machine. */
  readonly say?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Connection URL of the owner, with the database `floorwalker`. */
  readonly url: string;
  /** Starts it again at the same address where it has died meanwhile. */
  revive(): Promise<void>;
  /** Lets go of the server; whoever is the last to let go stops it. */
  stop(): Promise<void>;
}

const OWNER = 'floorwalker';
const START_MS = 60_000;

/**
 * Starts the PostgreSQL that came with npm, or joins the one that runs already on this directory (for another process,
 * or left behind by one that was killed).
 * @throws DatabaseUnusable with one line and the server's last words
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const directory = resolve(options.directory);
  const home = await chooseHome(directory, options.say ?? (() => undefined));
  const lock = join(directory, 'lock');
  const user = join(directory, 'users', `${process.pid}-${randomBytes(4).toString('hex')}`);

  const url = await withFileLock(lock, async () => {
    await initialise(home, options);
    const port = await ensureRunning(home, options);
    await createOwnDatabase(home, port);
    await mkdir(join(directory, 'users'), { recursive: true });
    await writeFile(user, '');
    return connectionUrl(home, port);
  });
  return {
    url,
    revive: () => withFileLock(lock, () => startAgain(home, options, url)),
    stop: () =>
      withFileLock(lock, async () => {
        await rm(user, { force: true });
        if (await usedByNobody(directory)) await stopServer(home);
      }),
  };
}

/** @throws DatabaseUnusable where another program has taken its port: what was connected would never find it again. */
async function startAgain(home: Home, options: EmbeddedOptions, url: string): Promise<void> {
  const found = await waitForRunning(home);
  if (found === undefined) await startServer(home, Number(new URL(url).port), options);
}

async function connectionUrl(home: Home, port: number): Promise<string> {
  const password = await readFile(home.password, 'utf8');
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${OWNER}`;
}

async function initialise(home: Home, options: EmbeddedOptions): Promise<void> {
  const version = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return;
  options.say?.('Preparing the database (first start only) …');
  const half = `${home.data}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  await writeFile(home.password, randomBytes(18).toString('base64url'), { mode: 0o600 });
  await give(home, half, home.password);
  await run(home, home.binaries.initdb, [
    `--pgdata=${half}`,
    `--username=${OWNER}`,
    `--pwfile=${home.password}`,
    '--auth=scram-sha-256',
    // Without these the database takes its encoding from LANG, and is SQL_ASCII when that is unset.
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(options.throwAway ? ['--no-sync'] : []),
  ]);
  await rename(half, home.data);
}

async function give(home: Home, ...paths: readonly string[]): Promise<void> {
  if (!home.account) return;
  for (const path of paths) await chown(path, home.account.uid, home.account.gid);
}

/** Returns the port of the running server. */
async function ensureRunning(home: Home, options: EmbeddedOptions): Promise<number> {
  const found = await waitForRunning(home);
  if (found !== undefined) return found;
  let tries = 0;
  for (;;) {
    tries += 1;
    const port = await choosePort(home.port, tries > 1);
    try {
      await startServer(home, port, options);
      await writeFile(home.port, String(port));
      return port;
    } catch (error) {
      const taken = error instanceof DatabaseUnusable && error.message.includes('could not bind');
      if (tries < 3 && taken) continue;
      if (tries > 1 || !options.throwAway) throw error;
      await rm(home.data, { recursive: true, force: true });
      await initialise(home, options);
    }
  }
}

/**
 * A server that is still starting or recovering is waited for. One that was told from outside to stop waits until its
 * clients have gone, which we never do while it is ours: it is told to be quick.
 */
async function waitForRunning(home: Home): Promise<number | undefined> {
  const giveUpAt = performance.now() + START_MS;
  while (performance.now() < giveUpAt) {
    const running = await readPostmaster(home.data);
    if (!running) return undefined;
    if (running.ready) return running.port;
    if (running.stopping) await stopServer(home);
    else await pause(50);
  }
  throw new DatabaseUnusable(`The embedded PostgreSQL does not get ready.${await lastLines(home)}`);
}

async function startServer(home: Home, port: number, options: EmbeddedOptions): Promise<void> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    max_connections: options.throwAway ? 400 : 100,
    ...(options.throwAway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  await forgetZombie(home.data);
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  await run(home, home.binaries.pgCtl, [
    'start',
    `--pgdata=${home.data}`,
    `--log=${home.log}`,
    '--wait',
    `--timeout=${START_MS / 1000}`,
    `--options=${flags.join(' ')}`,
  ]);
}

async function stopServer(home: Home): Promise<void> {
  if (!(await readPostmaster(home.data))) return;
  try {
    await run(home, home.binaries.pgCtl, ['stop', `--pgdata=${home.data}`, '--mode=fast', '--wait', '--timeout=30']);
  } catch (error) {
    // It may have gone by itself between the look and the order.
    if (await readPostmaster(home.data)) throw error;
  }
}

/** The port of last time, unless it is taken now. */
async function choosePort(remembered: string, another: boolean): Promise<number> {
  const last = Number(await readFile(remembered, 'utf8').catch(() => '0'));
  return (!another && last > 0 && (await freePort(last))) || ((await freePort(0)) ?? 0);
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

async function createOwnDatabase(home: Home, port: number): Promise<void> {
  const url = new URL(await connectionUrl(home, port));
  url.pathname = '/postgres';
  const client = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    const rows = await client`select 1 from pg_database where datname = ${OWNER}`;
    if (rows.length === 0) await client.unsafe(`create database ${OWNER}`);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function usedByNobody(directory: string): Promise<boolean> {
  const users = await readdir(join(directory, 'users')).catch(() => []);
  return users.every((user) => !isAlive(Number(user.split('-')[0])));
}
