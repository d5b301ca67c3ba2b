import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { eventually } from './worker.ts';

export interface SocketServer {
  /** Base of the Web API, for apps.connections.open. */
  readonly apiUrl: string;
  /** How many connections have been opened so far. */
  readonly connections: () => number;
  readonly open: () => number;
  /** While set, apps.connections.open is answered with this status. */
  down: number | undefined;
  /** Sends an envelope and waits for its ack; undefined when none comes in time. */
  deliver(type: string, payload: unknown, waitMs?: number): Promise<unknown>;
  /** What Slack says before it hangs up. */
  refresh(): void;
  /** The network breaks without a word. */
  cut(): void;
  close(): Promise<void>;
}

/** The least of Slack that Socket Mode needs. */
export async function socketServer(): Promise<SocketServer> {
  let opened = 0;
  let down: number | undefined;
  const acks = new Map<string, unknown>();
  const http = createServer((request, response) => {
    request.resume();
    const { port } = http.address() as AddressInfo;
    response.writeHead(down ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    opened += 1;
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0FLOORWALK' } }));
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload: unknown };
      acks.set(id, payload);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const live = (): WebSocket[] => [...sockets.clients].filter((socket) => socket.readyState === 1);

  return {
    apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/`,
    connections: () => opened,
    open: () => live().length,
    get down() {
      return down;
    },
    set down(status) {
      down = status;
    },
    deliver: async (type, payload, waitMs = 3000) => {
      const id = randomUUID();
      const [socket] = live();
      socket?.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
      const until = performance.now() + waitMs;
      await eventually(() => {
        if (!acks.has(id) && performance.now() < until) throw new Error('no ack yet');
      });
      return acks.get(id);
    },
    refresh: () => {
      for (const socket of live()) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    cut: () => {
      for (const socket of live()) socket.terminate();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
