import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A port that nobody listens on, `wanted` itself if it is one. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** `before` while nobody listens on it, else any other. */
export async function freePortLike(before: number | undefined): Promise<number> {
  return before === undefined ? freePort() : freePort(before).catch(() => freePort());
}

/** The port that is noted there, unless somebody listens on it by now: then another one, which is noted. */
export async function portAsBefore(path: string): Promise<number> {
  const before = readPort(path);
  const port = await freePortLike(before);
  if (port !== before) writeFileSync(path, `${port}\n`);
  return port;
}

function readPort(path: string): number | undefined {
  try {
    const port = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}
