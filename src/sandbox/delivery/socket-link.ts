import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { TIME } from '../limits.ts';
import type { AppLink } from './app-link.ts';
import { type GoodbyeReason, helloFrame, openConnection, type SocketConnection } from './socket-connection.ts';
import type { Tickets } from './tickets.ts';

/** A Socket Mode server: up to ten connections; each request goes to one of them in turn. */
export interface SocketLink extends AppLink {
  /** Takes over an HTTP upgrade to /link/, if it brings an unused ticket for this app. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every connection to go away, as Slack does every few hours. */
  refresh(reason?: Exclude<GoodbyeReason, 'too_many_websockets'>): void;
  /** Makes every connection half-open: it looks open from both ends, and nothing gets through. */
  freeze(): void;
  /** Breaks every connection without a word. */
  drop(): void;
  /** How many are open; those that are on their way out count. */
  connections(): number;
  /** How many have been opened so far. */
  opened(): number;
  close(): void;
}

export function createSocketLink(appId: string, tickets: Tickets): SocketLink {
  const server = new WebSocketServer({ noServer: true });
  /** In the order in which they were opened. */
  let open: readonly SocketConnection[] = [];
  let opened = 0;
  let turns = 0;

  function welcome(socket: WebSocket): void {
    const isTooMany = open.length >= TIME.socketConnections;
    const hello = isTooMany ? undefined : helloFrame(appId, open.length + 1);
    const connection = openConnection(socket, hello, () => {
      open = open.filter((other) => other !== connection);
    });
    if (isTooMany) return connection.dismiss('too_many_websockets');
    open = [...open, connection];
    opened += 1;
  }

  /** One after the other; who has been told to leave gets something only if nobody else is there. */
  function takeTurn(): SocketConnection | undefined {
    const staying = open.filter((connection) => connection.isWelcome());
    turns += 1;
    return staying[turns % staying.length] ?? open.at(-1);
  }

  return {
    connected: () => open.length > 0,
    connections: () => open.length,
    opened: () => opened,
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const isInvited = tickets.use(searchParams.get('ticket') ?? '') && searchParams.get('app_id') === appId;
      if (isInvited) server.handleUpgrade(request, socket, head, welcome);
      else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    },
    refresh: (reason = 'refresh_requested') => each(open, (connection) => connection.dismiss(reason)),
    freeze: () => each(open, (connection) => connection.freeze()),
    drop: () => each(open, (connection) => connection.drop()),
    async send(request) {
      const connection = takeTurn();
      return connection?.deliver(request) ?? { ok: false, reason: 'connection_failed', noRetry: false };
    },
    close() {
      each(open, (connection) => connection.close());
      server.close();
    },
  };
}

function each(open: readonly SocketConnection[], act: (connection: SocketConnection) => void): void {
  for (const connection of open) act(connection);
}
