import { WebSocket } from 'ws';
import { z } from 'zod';
import { isRecord } from '../rules/check.ts';
import { TIME } from '../limits.ts';
import { newEnvelopeId } from '../state/ids.ts';
import type { AppRequest, Delivered } from './app-link.ts';

export type GoodbyeReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** One connection of the app, from its hello to its end. */
export interface SocketConnection {
  /** Whether it is open and has not been told to leave. */
  isWelcome(): boolean;
  /** Waits 3 s for the ack. An event whose connection ends before is not taken; anything else has just run out of time. */
  deliver(request: AppRequest): Promise<Delivered>;
  /** Says why it has to go. It may leave by itself; else it is cut off after ten seconds, at once for a link that is closed. */
  dismiss(reason: GoodbyeReason): void;
  /** From now on nothing gets through either way, and neither side is told: a half-open connection. */
  freeze(): void;
  /** Breaks the line without a word. */
  drop(): void;
  close(): void;
}

const Ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });
const PING_EVERY_MS = 5_000;
const LEAVE_WITHIN_MS = 10_000;

interface Waiting {
  readonly isEvent: boolean;
  readonly finish: (delivered: Delivered) => void;
}

/** Greets, keeps the line alive, and matches acks to what was sent. */
export function openConnection(
  socket: WebSocket,
  hello: Readonly<Record<string, unknown>> | undefined,
  onEnd: () => void,
): SocketConnection {
  const waiting = new Map<string, Waiting>();
  let isFrozen = false;
  let isLeaving = false;
  let hasAnswered = true;

  function say(what: unknown): void {
    if (!isFrozen && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
  }

  function ping(): void {
    if (!hasAnswered) return socket.terminate();
    hasAnswered = false;
    if (!isFrozen) socket.ping('Ping from sandbox');
  }

  const pings = setInterval(ping, PING_EVERY_MS).unref();
  socket.on('pong', () => (hasAnswered = true));
  socket.on('message', (data: Buffer) => settle(waiting, data.toString('utf8')));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(pings);
    onEnd();
    const lost = [...waiting.values()].filter(({ isEvent }) => isEvent);
    for (const { finish } of lost) finish({ ok: false, reason: 'connection_failed', noRetry: false });
  });
  if (hello) say(hello);

  return {
    isWelcome: () => !isLeaving && socket.readyState === WebSocket.OPEN,
    deliver(request) {
      const id = newEnvelopeId();
      const delivered = ackOf(id, waiting, request.kind === 'events_api');
      say(envelope(id, request));
      return delivered;
    },
    dismiss(reason) {
      isLeaving = true;
      say({ type: 'disconnect', reason, debug_info: DEBUG_INFO });
      if (reason === 'warning' || reason === 'refresh_requested')
        setTimeout(() => socket.terminate(), LEAVE_WITHIN_MS).unref();
      else socket.close(1000);
    },
    freeze() {
      isFrozen = true;
      socket.pause();
    },
    drop: () => socket.terminate(),
    close: () => (isFrozen ? socket.terminate() : socket.close(1000)),
  };
}

const DEBUG_INFO = { host: 'applink-sandbox' } as const;

/** The first frame of a connection. `connections` counts this one too. */
export function helloFrame(appId: string, connections: number): Record<string, unknown> {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { ...DEBUG_INFO, build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function ackOf(id: string, waiting: Map<string, Waiting>, isEvent: boolean): Promise<Delivered> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish({ ok: false, reason: 'http_timeout', noRetry: false }), TIME.ackMs);
    function finish(delivered: Delivered): void {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(delivered);
    }
    waiting.set(id, { isEvent, finish });
  });
}

function envelope(id: string, { kind, payload, retry }: AppRequest): Record<string, unknown> {
  return {
    envelope_id: id,
    type: kind,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}

/** Anything that is no ack of something waiting is ignored. */
function settle(waiting: ReadonlyMap<string, Waiting>, text: string): void {
  const ack = Ack.safeParse(parsed(text));
  if (!ack.success) return;
  const { envelope_id: id, payload } = ack.data;
  const isEmpty = isRecord(payload) && Object.keys(payload).length === 0;
  waiting.get(id)?.finish({ ok: true, body: isEmpty ? undefined : payload });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
