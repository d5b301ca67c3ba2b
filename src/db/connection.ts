import postgres, { type Options, type Sql } from 'postgres';
import { ARRAY_TYPES } from './array-types.ts';
import { closeWhenSilent, closeWithoutError, openSocket, type Target } from './socket.ts';

/**
 * How many connections one process may hold (docs/decisions/0003): 19, and one more while it migrates at its start.
 * `system` never holds a transaction, so that storing what Slack sent does not wait for one; what is done behind
 * requests (`work`) takes none from people who wait for an answer (`app`).
 */
export const CONNECTIONS = { app: 4, work: 6, system: 5, systemTransactions: 3, listen: 1 } as const;

/** Milliseconds. Each is shorter than the one that would hide it. */
export const LIMITS = {
  connect: 3_000,
  lock: 3_000,
  statement: 4_000,
  /** Without a byte from the server for so long, a connection that waits is dead. */
  answer: 5_000,
  /** From asking for a connection to the answer of COMMIT. */
  transaction: 8_000,
  idleInTransaction: 10_000,
} as const;

export interface ConnectionOptions {
  readonly url: string;
  readonly role: string;
  readonly max: number;
  /** Told of each statement as it is sent. */
  readonly onQuery?: ((statement: string) => void) | undefined;
  readonly onNotify?: (channel: string, payload: string) => void;
  /** Told once, as soon as one of the connections is lost or cannot be made; the client is useless from then on. */
  readonly onLost: () => void;
}

/** What postgres.js understands and its types leave out. */
interface Untyped {
  readonly socket: (target: { host: string[]; port: number[]; path: string | false }) => Promise<unknown>;
  readonly onnotify?: (channel: string, payload: string) => void;
}

/**
 * A postgres.js client that works as `role` under the time limits above, and that ends with the first connection it
 * loses: 3.4 writes to closed sockets (which ends the process) and leaves queries unanswered when it carries on after
 * a loss. Whatever it was doing then fails with an error that `isDropped` knows; its owner opens another client.
 */
export function openClient(options: ConnectionOptions): Sql {
  const { url, role, max, onQuery, onNotify, onLost } = options;
  const sslMode = new URL(url).searchParams.get('sslmode') ?? undefined;
  let lost = false;
  const lose = () => {
    if (lost) return;
    lost = true;
    onLost();
    void client.end({ timeout: 0 });
  };
  const settings: Options<typeof ARRAY_TYPES> & Untyped = {
    max,
    ssl: false,
    connect_timeout: LIMITS.connect / 1000,
    max_lifetime: null,
    fetch_types: false,
    types: ARRAY_TYPES,
    onnotice: () => undefined,
    ...(onQuery && { debug: (_connection: number, statement: string) => onQuery(statement) }),
    ...(onNotify && { onnotify: onNotify }),
    connection: {
      application_name: role,
      role,
      statement_timeout: LIMITS.statement,
      lock_timeout: LIMITS.lock,
      idle_in_transaction_session_timeout: LIMITS.idleInTransaction,
    },
    socket: async ({ host, port, path }) => {
      const target: Target = { host: host[0] ?? 'localhost', port: port[0] ?? 5432, path: path || undefined, sslMode };
      const socket = await openSocket(target, LIMITS.connect).catch((error: unknown) => {
        lose();
        throw error;
      });
      socket.once('close', lose);
      closeWithoutError(socket);
      closeWhenSilent(socket, LIMITS.answer);
      if (lost) socket.destroy();
      return socket;
    },
  };
  const client = postgres(url, settings);
  return client;
}
