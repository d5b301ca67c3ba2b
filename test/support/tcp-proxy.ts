import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly url: string;
  /** From now on nothing passes in either direction and nobody is told: a half-open connection. */
  freeze(): void;
  /** Lets everything pass again. */
  thaw(): void;
  /** Resets every connection. */
  reset(): void;
  /** How many connections are open now. */
  count(): number;
  close(): Promise<void>;
}

/** Stands between a client and the database of `url`, to break the line in all ways. */
export async function tcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (bytes) => !isFrozen && to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        if (isFrozen) return;
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address === 'string' || !address) throw new Error('no address');
  const through = new URL(url);
  through.port = String(address.port);

  const destroyAll = (how: 'destroy' | 'resetAndDestroy') => {
    for (const [near, far] of pairs) {
      near[how]();
      far.destroy();
    }
    pairs.clear();
  };
  return {
    url: through.href,
    freeze: () => {
      isFrozen = true;
    },
    thaw: () => {
      isFrozen = false;
      destroyAll('destroy');
    },
    reset: () => destroyAll('resetAndDestroy'),
    count: () => pairs.size,
    close: () =>
      new Promise((resolve) => {
        destroyAll('destroy');
        server.close(() => resolve());
      }),
  };
}
