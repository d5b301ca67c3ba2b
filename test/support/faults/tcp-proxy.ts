import { setTimeout as pause } from 'node:timers/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** How a line behaves. */
export type Line =
  | { readonly kind: 'pass' }
  /** Everything arrives, `ms` later, in each direction. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Nothing passes in either direction and nobody is told: a half-open connection. */
  | { readonly kind: 'blackhole' }
  /** Open connections are reset, new ones refused. */
  | { readonly kind: 'down' };

/** How the line behaves one after the other, each for so many milliseconds. */
export type LinePlan = readonly { readonly line: Line; readonly forMs: number }[];

export interface TcpProxy {
  readonly url: string;
  /** Changes how the line behaves from now on. After a blackhole the connections that were in it are gone. */
  set(line: Line): Promise<void>;
  /** Goes through a plan and lets everything pass again; resolves then. */
  play(plan: LinePlan): Promise<void>;
  /** The same as a blackhole. */
  freeze(): void;
  /** Lets everything pass again. */
  thaw(): void;
  /** Resets every connection. */
  reset(): void;
  /** How many connections are open now. */
  count(): number;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Stands between a client and the database of `url`, to break the line in all ways. */
export async function tcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const pairs = new Set<Pair>();
  let line: Line = { kind: 'pass' };
  const server = createServer((near) => {
    const pair: Pair = { near, far: connect(Number(target.port), target.hostname) };
    pairs.add(pair);
    join(pair.near, pair.far);
    join(pair.far, pair.near);
    function join(from: Socket, to: Socket): void {
      pump(from, to, () => line);
      from.on('close', () => {
        // Whoever is behind a blackhole never hears that the other side is gone.
        if (line.kind === 'blackhole') return;
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  const port = await listen(server, 0);
  const through = new URL(url);
  through.port = String(port);

  function destroyAll(how: 'destroy' | 'resetAndDestroy'): void {
    for (const { near, far } of pairs) {
      near[how]();
      far.destroy();
    }
    pairs.clear();
  }

  async function set(next: Line): Promise<void> {
    const before = line.kind;
    line = next;
    if (before === 'blackhole' && next.kind !== 'blackhole') destroyAll('destroy');
    if (next.kind === 'down' && server.listening) await stop(server, () => destroyAll('resetAndDestroy'));
    if (next.kind !== 'down' && !server.listening) await listen(server, port);
  }

  return {
    url: through.href,
    set,
    async play(plan) {
      for (const step of plan) {
        await set(step.line);
        await pause(step.forMs);
      }
      await set({ kind: 'pass' });
    },
    freeze: () => void set({ kind: 'blackhole' }),
    thaw: () => void set({ kind: 'pass' }),
    reset: () => destroyAll('resetAndDestroy'),
    count: () => pairs.size,
    close: async () => {
      if (server.listening) await stop(server, () => destroyAll('destroy'));
    },
  };
}

/** Passes bytes on in their order, however the line changes meanwhile. */
function pump(from: Socket, to: Socket, line: () => Line): void {
  let before = Promise.resolve();
  from.on('data', (bytes) => {
    const now = line();
    if (now.kind === 'blackhole') return;
    const arrival = now.kind === 'slow' ? pause(now.ms, undefined, { ref: false }) : undefined;
    before = before.then(() => arrival).then(() => void to.write(bytes));
  });
  from.on('error', () => undefined);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address === 'string' || !address) throw new Error('no address');
  return address.port;
}

/** A server only ends when its connections have. */
async function stop(server: Server, hangUp: () => void): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  hangUp();
  await ended;
}
