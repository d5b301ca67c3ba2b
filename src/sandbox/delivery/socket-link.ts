import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { TIME } from '../limits.ts';
import { newEnvelopeId } from '../state/ids.ts';
import type { AppLink, AppRequest, Delivered } from './app-link.ts';

export interface SocketLink extends AppLink {
  /** Takes over an HTTP upgrade to /link/. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every connection to go away and come back, as Slack does every few hours. */
  refresh(reason: 'warning' | 'refresh_requested'): void;
  connections(): number;
  close(): void;
}

const Ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });
const PING_EVERY_MS = 10_000;

/** A Socket Mode server: up to ten connections, each request goes to one of them in turn and waits 3 s for its ack. */
export function createSocketLink(appId: string): SocketLink {
  const server = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, (delivered: Delivered) => void>();

  function welcome(socket: WebSocket): void {
    if (open.length >= TIME.socketConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: {} }));
      socket.close();
      return;
    }
    open.push(socket);
    socket.on('message', (data: Buffer) => settle(waiting, data.toString('utf8')));
    socket.on('error', () => socket.terminate());
    const pings = setInterval(() => socket.ping('Ping from Slack'), PING_EVERY_MS).unref();
    socket.on('close', () => {
      clearInterval(pings);
      open.splice(open.indexOf(socket), 1);
    });
    socket.send(JSON.stringify(hello(appId, open.length)));
  }

  return {
    connected: () => open.length > 0,
    connections: () => open.length,
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, welcome),
    refresh(reason) {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
    },
    async send(request) {
      const socket = open.shift();
      if (!socket || socket.readyState !== WebSocket.OPEN)
        return { ok: false, reason: 'connection_failed', noRetry: false };
      open.push(socket);
      return deliver(socket, waiting, request);
    },
    close() {
      for (const socket of open) socket.close();
      server.close();
    },
  };
}

function deliver(
  socket: WebSocket,
  waiting: Map<string, (delivered: Delivered) => void>,
  request: AppRequest,
): Promise<Delivered> {
  const envelopeId = newEnvelopeId();
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish({ ok: false, reason: 'http_timeout', noRetry: false }), TIME.ackMs);
    function finish(delivered: Delivered): void {
      clearTimeout(timer);
      waiting.delete(envelopeId);
      resolve(delivered);
    }
    waiting.set(envelopeId, finish);
    socket.send(JSON.stringify(envelope(envelopeId, request)));
  });
}

function envelope(envelopeId: string, { kind, payload, retry }: AppRequest): Record<string, unknown> {
  return {
    envelope_id: envelopeId,
    type: kind,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}

function settle(waiting: ReadonlyMap<string, (delivered: Delivered) => void>, text: string): void {
  const ack = Ack.safeParse(JSON.parse(text));
  if (ack.success) waiting.get(ack.data.envelope_id)?.({ ok: true, body: ack.data.payload });
}

function hello(appId: string, connections: number): Record<string, unknown> {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}
