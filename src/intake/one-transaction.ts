import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ctx } from '../core/context.ts';
import type { Database, Tx } from '../db/client.ts';
import type { SlackApi } from '../slack/web-api.ts';

interface Inside {
  readonly tx: Tx;
  /** Whether one of the handler's own transactions is under way, so that the next one is within it. */
  readonly hasTurn: boolean;
}

/** The request's transaction, for what runs inside it. One for all: each storage there is slows down every promise. */
const inside = new AsyncLocalStorage<Inside>();

/**
 * Runs a stored request's work: every transaction it asks for is a savepoint of `tx`, so that whatever it writes commits
 * together with the note that the request is done, or not at all. That is what makes its effect happen exactly once.
 * Transactions asked for side by side run one after another, as there is one connection.
 */
export function withinTransaction<T>(ctx: Ctx, tx: Tx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inside.run({ tx, hasTurn: false }, () => work({ ...ctx, db: savepoints(ctx, tx) }));
}

/** Slack, for whoever is not inside that transaction: it would keep a connection waiting, and what it did not undo. */
export function onlyOutside(api: SlackApi): SlackApi {
  return {
    ...api,
    client: async (workspaceId) => {
      if (inside.getStore()) throw new TypeError('Slack is not to be called while a stored request is worked off');
      return api.client(workspaceId);
    },
  };
}

function savepoints({ db, workspaceId }: Ctx, tx: Tx): Database {
  let last: Promise<unknown> = Promise.resolve();
  const inRequest: Database = {
    system: db.system,
    get forWork() {
      return inRequest;
    },
    close: () => Promise.reject(new Error('the database is not for a request to close')),
    withWorkspace: (id, work) => {
      if (id !== workspaceId) return Promise.reject(new Error('a request belongs to one workspace'));
      const current = inside.getStore();
      if (current?.tx === tx && current.hasTurn) return tx.transaction(work);
      const turn = last.then(() => inside.run({ tx, hasTurn: true }, () => tx.transaction(work)));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
  return inRequest;
}
