import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Tx } from '../db/client.ts';

/** The request's transaction, for what runs inside it. One for all: each storage there is slows down every promise. */
const inside = new AsyncLocalStorage<Tx>();

/**
 * The database as handed to a stored request's handler: every transaction it asks for is a savepoint of `tx`, so that
 * whatever it writes commits together with the note that the request is done, or not at all. That is what makes its
 * effect happen exactly once. Transactions asked for side by side run one after another, as there is one connection.
 */
export function withinTransaction(db: Database, workspaceId: string, tx: Tx): Database {
  let last: Promise<unknown> = Promise.resolve();
  return {
    system: db.system,
    close: () => Promise.reject(new Error('the database is not for a request to close')),
    withWorkspace: (id, work) => {
      if (id !== workspaceId) return Promise.reject(new Error('a request belongs to one workspace'));
      if (inside.getStore() === tx) return tx.transaction(work);
      const turn = last.then(() => inside.run(tx, () => tx.transaction(work)));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
