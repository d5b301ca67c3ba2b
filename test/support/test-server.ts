import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { isAlive } from '../../src/db/directory-lock.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT_TEMPLATES = 5;
/** Any number: makes runs that start together build a template once. */
const TEMPLATE_LOCK = 7_310_520;

/**
 * One throw-away PostgreSQL for all test runs of this clone; whoever ends last stops it. TEST_DATABASE_URL names another,
 * by a user who may make databases and roles: for trying a version that is not the embedded one.
 */
export async function startTestServer(): Promise<EmbeddedServer> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { url, revive: async () => undefined, stop: async () => undefined };
  return startEmbedded({ directory: join(ROOT, '.data', 'test'), throwAway: true });
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs `work` as the owner of the server. */
export async function asOwner<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Name of a database that holds the migrated, empty schema of the files as they are now. */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `template_${await migrationsHash()}`;
  await asOwner(serverUrl, async (sql) => {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return;
    const half = `${name}_half`;
    await sql.unsafe(`drop database if exists ${half} with (force)`);
    await sql.unsafe(`create database ${half}`);
    await migrate(databaseUrl(serverUrl, half));
    await sql.unsafe(`alter database ${half} rename to ${name}`);
  });
  return name;
}

/** Removes what runs that were killed have left, and templates of schemas long gone. */
export async function dropLeftovers(serverUrl: string): Promise<void> {
  await asOwner(serverUrl, async (sql) => {
    const tests = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'test\\_%'`;
    const abandoned = tests.filter(({ datname }) => !isAlive(Number(datname.split('_')[1])));
    const templates = await sql<{ datname: string }[]>`
      select datname from pg_database where datname ~ '^template_[0-9a-f]+$' order by oid desc offset ${KEPT_TEMPLATES}`;
    for (const { datname } of [...abandoned, ...templates]) {
      await sql.unsafe(`drop database if exists ${datname} with (force)`).catch(() => undefined);
    }
  });
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256');
  const folder = join(ROOT, 'migrations');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  for (const file of files) hash.update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
