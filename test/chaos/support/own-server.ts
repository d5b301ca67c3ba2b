import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { chooseHome } from '../../../src/db/embedded-home.ts';
import { type EmbeddedServer, startEmbedded } from '../../../src/db/embedded.ts';
import { readPostmaster } from '../../../src/db/postmaster.ts';
import type { OfficeDatabase } from './office.ts';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A PostgreSQL server that only this test uses, so that it may be stopped in the middle of everything. */
export interface OwnServer extends OfficeDatabase {
  /** As `pg_ctl stop -m immediate`: every connection is cut, nothing is tidied up. */
  stopAtOnce(): Promise<void>;
  start(): Promise<void>;
}

export async function ownServer(name: string): Promise<OwnServer> {
  const directory = join(ROOT, '.data', 'chaos', `${name}-${process.pid}`);
  let server: EmbeddedServer = await startEmbedded({ directory, throwAway: true });
  let sql = connect(server.url);
  // A throw-away server may forget its last commits when it is stopped at once; this one must not.
  await sql.unsafe('alter database floorwalker set synchronous_commit = on');
  const home = await chooseHome(directory, () => undefined);
  return {
    url: server.url,
    get sql() {
      return sql;
    },
    async stopAtOnce() {
      await sql.end({ timeout: 1 });
      const postmaster = await readPostmaster(home.data);
      if (!postmaster) throw new Error('the server does not run');
      process.kill(postmaster.pid, 'SIGQUIT');
      await until('the server is gone', async () => (await readPostmaster(home.data)) === undefined);
    },
    async start() {
      const before = server.url;
      server = await startEmbedded({ directory, throwAway: true });
      if (server.url !== before) throw new Error('somebody took the port of the server');
      sql = connect(server.url);
    },
    async close() {
      await sql.end({ timeout: 5 });
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function connect(url: string): Sql {
  return postgres(url, { max: 4, onnotice: () => undefined });
}
