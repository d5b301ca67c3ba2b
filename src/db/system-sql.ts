import type { ListenMeta, Sql, TransactionSql } from 'postgres';
import { CONNECTIONS, type ConnectionOptions, openClient } from './connection.ts';
import { Listener } from './listener.ts';
import { SYSTEM_ROLE } from './roles.ts';
import { Transactions } from './transactions.ts';

/**
 * A postgres.js handle as the system role that outlives its connections: when one is lost, all are replaced and whatever
 * was in flight fails with an error that `isDropped` knows. `begin(work)` and `listen` run on connections of their own,
 * so that a single statement never waits for a transaction.
 */
export function openSystem(open: Pick<ConnectionOptions, 'url' | 'onQuery'>): { sql: Sql; close(): Promise<void> } {
  const options = { ...open, role: SYSTEM_ROLE };
  const connect = (): Sql =>
    openClient({
      ...options,
      max: CONNECTIONS.system,
      onLost: () => {
        if (!isClosed) current = connect();
      },
    });
  let isClosed = false;
  let current = connect();
  const transactions = new Transactions(CONNECTIONS.systemTransactions, options);
  const listener = new Listener(options);

  const own = {
    begin: <T>(work: (sql: TransactionSql) => Promise<T>) =>
      transactions.run('null', (sql) => work(sql as unknown as TransactionSql)),
    listen: async (channel: string, onNotify: (payload: string) => void, onListen?: () => void) => {
      const unlisten = await listener.listen({ channel, onNotify, onListen });
      return { unlisten } as ListenMeta;
    },
  };
  const sql = new Proxy(current, {
    apply: (_target, _this, args: Parameters<Sql>) => current(...args),
    get: (_target, name) => Reflect.get(name in own ? own : current, name),
  });
  return {
    sql,
    close: async () => {
      isClosed = true;
      await Promise.all([current.end({ timeout: 5 }), transactions.close(), listener.close()]);
    },
  };
}
