import { type ExtractTablesWithRelations, sql } from 'drizzle-orm';
import type { PgTransaction } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

/** A transaction of one workspace; row level security hides every other workspace from it. */
export type Tx = PgTransaction<
  PostgresJsQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;

export interface Database {
  /** The only way to a handle for the data of a workspace. */
  withWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Plain postgres.js as the system role, for what spans workspaces: storing intake, claiming jobs, LISTEN. */
  readonly system: Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Told of each statement as it is sent (tests count them). */
  readonly onQuery?: (statement: string) => void;
}

/** Opens the pools; connections are made when they are first needed. */
export function createDatabase(options: DatabaseOptions): Database {
  const { url, onQuery } = options;
  const debug = onQuery && ((_connection: number, statement: string) => onQuery(statement));
  const common = { onnotice: () => undefined, ...(debug && { debug }) };
  const app = postgres(url, { ...common, max: 10, connection: { role: 'floorwalker_app', statement_timeout: 10_000 } });
  const system = postgres(url, {
    ...common,
    max: 5,
    connection: { role: 'floorwalker_system', statement_timeout: 10_000 },
  });
  const orm = drizzle({ client: app });

  return {
    system,
    withWorkspace: (workspaceId, work) =>
      orm.transaction(async (tx) => {
        await tx.execute(sql`select set_config('floorwalker.workspace_id', ${workspaceId}, true)`);
        return work(tx);
      }),
    close: async () => {
      await Promise.all([app.end({ timeout: 5 }), system.end({ timeout: 5 })]);
    },
  };
}
