import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Answers } from './answers.ts';

/** Where the server is. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** Unix socket, instead of host and port. */
  readonly path?: string | undefined;
  /** `sslmode` of the URL. */
  readonly sslMode: string | undefined;
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const SSL_ACCEPTED = 'S'.charCodeAt(0);
const WITHOUT_TLS = new Set([undefined, 'disable']);
const TLS_IF_OFFERED = new Set([undefined, 'allow', 'prefer']);
const VERIFIED_TLS = new Set(['verify-ca', 'verify-full']);
const CHECK_MS = 250;

/** Connects, with TLS when the target asks for it. @throws what went wrong, or after `withinMs` an error coded CONNECT_TIMEOUT */
export async function openSocket(target: Target, withinMs: number): Promise<Socket> {
  const { host, port, path, sslMode } = target;
  const socket = path ? connectTcp({ path }) : connectTcp({ host, port, noDelay: true, keepAlive: true });
  const timer = setTimeout(() => socket.destroy(unreachable('no answer', 'CONNECT_TIMEOUT')), withinMs);
  try {
    await once(socket, 'connect');
    return path || WITHOUT_TLS.has(sslMode) ? socket : await secure(socket, target);
  } finally {
    clearTimeout(timer);
  }
}

async function secure(socket: Socket, { host, sslMode }: Target): Promise<Socket> {
  socket.write(SSL_REQUEST);
  const [answer]: unknown[] = await once(socket, 'data');
  if (!Buffer.isBuffer(answer) || answer[0] !== SSL_ACCEPTED) {
    if (TLS_IF_OFFERED.has(sslMode)) return socket;
    socket.destroy();
    throw unreachable('it speaks no TLS', 'NO_TLS');
  }
  const secured: TLSSocket = connectTls({
    socket,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: VERIFIED_TLS.has(sslMode ?? ''),
  });
  await once(secured, 'secureConnect');
  return secured;
}

/** Closes the socket when the server owes an answer and has been silent for `withinMs`: then nothing will come any more. */
export function closeWhenSilent(socket: Socket, withinMs: number): void {
  const answers = new Answers();
  const write = socket.write.bind(socket);
  socket.write = (bytes: string | Uint8Array, ...rest: never[]) => {
    if (Buffer.isBuffer(bytes)) answers.sent(bytes, performance.now());
    return write(bytes, ...rest);
  };
  socket.on('data', (bytes: Buffer) => answers.received(bytes, performance.now()));
  const check = setInterval(() => {
    if (answers.silentFor(performance.now()) > withinMs) socket.destroy();
  }, CHECK_MS).unref();
  socket.once('close', () => clearInterval(check));
}

/** An error ends the socket like any other end: postgres.js mislays what it is given between a socket's error and close. */
export function closeWithoutError(socket: Socket): void {
  const destroy = socket._destroy.bind(socket);
  socket._destroy = (_error, done) => destroy(null, done);
}

function unreachable(why: string, code: string): Error {
  return Object.assign(new Error(`the database server cannot be reached: ${why}`), { code });
}
