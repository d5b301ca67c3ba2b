import { DrizzleQueryError } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { CONNECTIONS } from './connection.ts';
import { APP_ROLE } from './roles.ts';
import { openSystem } from './system-sql.ts';
import { Transactions } from './transactions.ts';
import { type Tx, workspaceTx } from './workspace-tx.ts';

export type { Tx } from './workspace-tx.ts';

export interface Database {
  /**
   * The only way to a handle for the data of a workspace: one transaction in which every other workspace is invisible.
   * `work` may run again after a conflict, so it does nothing outside the transaction. Ends within 8 s, whatever happens
   * to the database: @throws DeadlineExceeded, or an error that `isDropped` knows
   */
  withWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Plain postgres.js as the system role, for what spans workspaces: storing intake, claiming jobs, LISTEN. A statement
   * is given up after 5 s of silence; `begin` has the promises of `withWorkspace`; `listen` survives lost connections
   * and calls its third argument after each.
   */
  readonly system: Sql;
  /**
   * The same, with `withWorkspace` on connections of its own: work that piles up takes none from people who wait, and waits
   * for its turn however long that takes; its 8 s begin with its turn.
   */
  readonly forWork: Database;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Told of each statement as it is sent (tests count them). */
  readonly onQuery?: (statement: string) => void;
}

/** Opens the pools; connections are made when they are first needed, at most as many as CONNECTIONS says. */
export function createDatabase(options: DatabaseOptions): Database {
  const system = openSystem(options);
  const open = { ...options, role: APP_ROLE };
  const app = new Transactions(CONNECTIONS.app, open);
  const work = new Transactions(CONNECTIONS.work, open, { inTurn: true });
  const close = async () => {
    await Promise.all([app.close(), work.close(), system.close()]);
  };
  const over = (transactions: Transactions, forWork: Database | undefined): Database => {
    const database: Database = {
      system: system.sql,
      withWorkspace: (workspaceId, task) => inWorkspace(transactions, workspaceId, task),
      get forWork() {
        return forWork ?? database;
      },
      close,
    };
    return database;
  };
  return over(app, over(work, undefined));
}

async function inWorkspace<T>(
  transactions: Transactions,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (workspaceId === '') throw new Error('a workspace is needed');
  return transactions.run(`set_config('floorwalker.workspace_id', ${quoted(workspaceId)}, true)`, async (sql) => {
    let isOver = false;
    try {
      return await work(workspaceTx(sql, () => isOver));
    } catch (error) {
      throw withoutValues(error);
    } finally {
      isOver = true;
    }
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** drizzle writes the values of a failed query into its message, and so what customers wrote into the log. */
function withoutValues(error: unknown): unknown {
  if (error instanceof DrizzleQueryError) {
    error.message = `Failed query: ${error.query}`;
    error.params = [];
  }
  return error;
}
