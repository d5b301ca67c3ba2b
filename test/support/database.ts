import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { createDatabase, type Database } from '../../src/db/client.ts';
import { asOwner, databaseUrl, ensureTemplate, startTestServer } from './test-server.ts';

export interface TestDatabase {
  readonly db: Database;
  /** Connection URL of the owner. */
  readonly url: string;
  /** Plain postgres.js as the owner: sees and changes everything, for arranging and checking. */
  readonly sql: Sql;
  /** Statements sent through `db` so far, without what opens, names and closes a transaction; cleared by `queries.length = 0`. */
  readonly queries: string[];
  close(): Promise<void>;
}

/** An empty database with the current schema. Make one per test file, close it in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverAndTemplate();
  const name = `test_${process.env['FLOORWALKER_TEST_RUN'] ?? process.pid}_${randomBytes(5).toString('hex')}`;
  await asOwner(server.url, (sql) => sql.unsafe(`create database ${name} template ${server.template}`));

  const url = databaseUrl(server.url, name);
  const queries: string[] = [];
  const db = createDatabase({ url, onQuery: (statement) => isWork(statement) && queries.push(statement) });
  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  return {
    db,
    url,
    sql,
    queries,
    close: async () => {
      await Promise.all([db.close(), sql.end({ timeout: 5 })]);
      await asOwner(server.url, (owner) => owner.unsafe(`drop database if exists ${name} with (force)`));
      await server.stop?.();
    },
  };
}

/** A vitest run has one server for all its files (test/support/global-setup.ts); a bench or script joins on its own. */
async function serverAndTemplate(): Promise<{ url: string; template: string; stop?: () => Promise<void> }> {
  const url = process.env['FLOORWALKER_TEST_SERVER'];
  const template = process.env['FLOORWALKER_TEST_TEMPLATE'];
  if (url && template) return { url, template };
  const server = await startTestServer();
  return { url: server.url, template: await ensureTemplate(server.url), stop: () => server.stop() };
}

function isWork(statement: string): boolean {
  return !/^(begin|commit|rollback|savepoint)|set_config\(|pg_catalog\.pg_type/i.test(statement.trim());
}
