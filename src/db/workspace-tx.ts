import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { PgDialect, type PgTransaction } from 'drizzle-orm/pg-core';
import {
  drizzle,
  type PostgresJsQueryResultHKT,
  PostgresJsSession,
  PostgresJsTransaction,
} from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';

type NoSchema = Record<string, never>;

/** A transaction of one workspace; row level security hides every other workspace from it. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, NoSchema, ExtractTablesWithRelations<NoSchema>>;

type TransactionSession = ConstructorParameters<typeof PostgresJsTransaction<NoSchema, NoSchema>>[1];

const dialect = new PgDialect();
const prepared = new WeakSet<Sql>();

/** A drizzle handle for a transaction that has begun on this connection; it refuses everything once `isOver`. */
export function workspaceTx(client: Sql, isOver: () => boolean): Tx {
  if (!prepared.has(client)) {
    // For what it does to the client: dates and JSON come and go as drizzle's columns expect them.
    drizzle({ client });
    prepared.add(client);
  }
  const session: unknown = new PostgresJsSession(guarded(client, isOver), dialect, undefined);
  return new PostgresJsTransaction<NoSchema, NoSchema>(dialect, session as TransactionSession, undefined);
}

/**
 * What drizzle uses of a postgres.js transaction. Statements are prepared on their connection, by their text: unprepared
 * ones cost a round trip and a plan each (drizzle asks for that unless every query is named).
 */
function guarded(client: Sql, isOver: () => boolean): Sql {
  let savepoints = 0;
  const scope = {
    options: client.options,
    unsafe: (statement: string, values?: never[], options?: object) => {
      if (isOver()) throw new Error('the transaction is over: a query was not awaited');
      return client.unsafe(statement, values, { ...options, prepare: values !== undefined && values.length > 0 });
    },
    savepoint: async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
      savepoints += 1;
      const name = `savepoint_${savepoints}`;
      await scope.unsafe(`savepoint ${name}`);
      try {
        return await work(asSql(scope));
      } catch (error) {
        await scope.unsafe(`rollback to ${name}`);
        throw error;
      }
    },
  };
  return asSql(scope);
}

/** Holds as far as drizzle 0.45 goes: it calls `unsafe` and `savepoint` and reads `options`. */
function asSql(scope: Pick<Sql, 'options'>): Sql {
  return scope as unknown as Sql;
}
