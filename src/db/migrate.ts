import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { codeOf, DatabaseUnusable, isDropped } from './errors.ts';
import { ensureRoles } from './roles.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number; the same in every version, so that replicas of different versions wait for each other too. */
const LOCK = 7_310_519;

/** Wrong user or password, no such database, no right to connect. */
const REFUSED = /^(28|3D|42501)/;

/**
 * Brings the database up to this version's schema. Any number of processes may call it at once: one migrates, the
 * others wait for it. Creates the two roles the app works as.
 * @throws DatabaseUnusable with one line when the server cannot be reached, is too old or not UTF8, or the roles cannot
 * be had
 */
export async function migrate(url: string, folder: string = MIGRATIONS): Promise<void> {
  // One connection: the advisory lock belongs to the session that took it.
  const client = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connect_timeout: 5,
    connection: { application_name: 'floorwalker migrate', statement_timeout: 600_000 },
  });
  try {
    await refuseUnsuitable(client);
    await client`select pg_advisory_lock(${LOCK})`;
    // A migration that waits for a lock makes everybody else wait behind it: better to fail and be started again.
    await client`set lock_timeout = '10s'`;
    await ensureRoles(client);
    await runMigrations(drizzle({ client }), { migrationsFolder: folder });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function refuseUnsuitable(client: Sql): Promise<void> {
  const server = await describeServer(client);
  if (server.version < 150_000) {
    throw new DatabaseUnusable(
      `PostgreSQL 15 or newer is needed; this is ${Math.floor(server.version / 10_000)}. Set DATABASE_URL to another.`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseUnusable(
      `The database is encoded as ${server.encoding}; make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
}

async function describeServer(client: Sql): Promise<{ version: number; encoding: string }> {
  try {
    const [server] = await client<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
    return server ?? { version: 0, encoding: 'unknown' };
  } catch (error) {
    const code = codeOf(error);
    if (isDropped(error)) throw new DatabaseUnusable(`The server that DATABASE_URL names cannot be reached (${code}).`);
    if (REFUSED.test(code) && error instanceof Error) throw new DatabaseUnusable(`DATABASE_URL: ${error.message}.`);
    throw error;
  }
}
