import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { answerWithFault } from '../../../src/sandbox/faults/answer-with-fault.ts';
import { createFaults, type Faults } from '../../../src/sandbox/faults/faults.ts';
import type { FaultKind } from '../../../src/sandbox/faults/plan.ts';
import { readBody } from '../../../src/sandbox/http/body.ts';
import { type Reply, send } from '../../../src/sandbox/http/reply.ts';

/** One call of the app, as it went over the line. Times by performance.now(). */
export interface SeenCall {
  /** A Web API method, response_url or upload. */
  readonly method: string;
  readonly channel: string | undefined;
  /** All arguments as text, for finding a call by a word in it. */
  readonly text: string;
  readonly beganAt: number;
  /** When it was answered, or either side hung up. */
  endedAt?: number;
  readonly fault: FaultKind | undefined;
}

/** Stands between the app and a Web API and lets calls meet faults, laid in wait as in the stand-in workspace. */
export interface WebApiProxy {
  /** http://127.0.0.1:… without a slash at its end; the Web API is below /api/. */
  readonly url: string;
  readonly faults: Faults;
  /** In the order in which they began. */
  readonly seen: readonly SeenCall[];
  /** From now on connections are refused, and those that are open end. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** `target`: the origin to pass calls on to, asked for at each call. */
export async function startWebApiProxy(target: () => string): Promise<WebApiProxy> {
  const faults = createFaults();
  const seen: SeenCall[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const asked = readAsked(request, body);
    const fault = faults.next(asked.method, asked.channel, [asked.text]);
    const call: SeenCall = { ...asked, beganAt: performance.now(), fault };
    seen.push(call);
    response.once('close', () => {
      call.endedAt = performance.now();
    });
    const work = () => passOn(`${target()}${request.url ?? '/'}`, request, body);
    if (fault) await answerWithFault(fault, response, work);
    else send(response, await work());
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, near: Socket, head: Buffer) => joinSockets(new URL(target()), request, near, head));
  const port = await listen(server, 0);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    seen,
    goDown: stop,
    comeBack: async () => void (await listen(server, port)),
    close: () => (server.listening ? stop() : Promise.resolve()),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function readAsked(request: IncomingMessage, body: Buffer): Pick<SeenCall, 'method' | 'channel' | 'text'> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const api = /^\/api\/([\w.]+)$/.exec(path)?.[1];
  if (api === undefined) {
    const method = path.startsWith('/upload/') ? 'upload' : 'response_url';
    return { method, channel: undefined, text: `${path} ${body.toString('utf8')}` };
  }
  const form = new URLSearchParams(body.toString('utf8'));
  const channel = form.get('channel') ?? form.get('channel_id') ?? undefined;
  return { method: api, channel, text: [...form.values()].join('\n') };
}

/** The answer as it came; a compressed one would have been unpacked by fetch, so its length and encoding are left out. */
async function passOn(url: string, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const names = ['authorization', 'content-type'] as const;
  const headers = Object.fromEntries(
    names.map((name) => [name, request.headers[name] ?? '']).filter(([, value]) => value),
  );
  const isGet = request.method === 'GET';
  const response = await fetch(url, {
    method: request.method ?? 'POST',
    headers,
    ...(isGet ? {} : { body: new Uint8Array(body) }),
  });
  const kept = [...response.headers].filter(
    ([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(name),
  );
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

/** Socket Mode: what is no call any more passes as it is. */
function joinSockets(target: URL, request: IncomingMessage, near: Socket, head: Buffer): void {
  const far = connect(Number(target.port), target.hostname);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
  far.write(`${[`GET ${request.url ?? '/'} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`);
  far.write(head);
  near.pipe(far).pipe(near);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
