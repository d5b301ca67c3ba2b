import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgTransaction } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';

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
