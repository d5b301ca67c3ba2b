import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import postgres from 'postgres';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts';
import { startWebApiProxy, type WebApiProxy } from './web-api-proxy.ts';
import { postForm } from './wire.ts';

let server: Server;
let proxy: WebApiProxy;
let database: TestDatabase;
let line: TcpProxy;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"said":"hello"}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  proxy = await startWebApiProxy(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  database = await createTestDatabase();
  line = await tcpProxy(database.url);
});
afterEach(async () => {
  proxy.faults.clear();
  await line.set({ kind: 'pass' });
});
afterAll(async () => {
  await proxy.close();
  server.close();
  await line.close();
  await database.close();
});

const post = (form = {}) => postForm(`${proxy.url}/api/chat.postMessage`, { channel: 'C1', text: 'fault:x', ...form });

test('a call passes as it is and is written down', async () => {
  const { status, body } = await post();

  expect([status, body]).toEqual([200, '{"ok":true,"said":"hello"}']);
  expect(proxy.seen.at(-1)).toMatchObject({ method: 'chat.postMessage', channel: 'C1', text: 'C1\nfault:x' });
});

test.each([
  ['reset', { kind: 'reset' }, undefined, 0],
  ['lost', { kind: 'lost_answer' }, undefined, 1],
  ['cut', { kind: 'cut_body' }, 200, 1],
  ['refused with 503', { kind: 'http_error', status: 503 }, 503, 0],
] as const)(
  'a call that is %s looks as in the sandbox, and is passed on only if it is done',
  async (_, fault, status, passed) => {
    const before = asked;
    proxy.faults.add({ method: 'chat.postMessage', channel: 'C1', fault });

    const met = await post();

    expect([met.status, asked - before]).toEqual([status, passed]);
    expect(met.body).not.toContain('hello"}');
  },
);

test('while it is down connections are refused, and afterwards it is where it was', async () => {
  await proxy.goDown();
  const refused = await post();
  await proxy.comeBack();

  expect(refused.broken).toBe('ECONNREFUSED');
  expect((await post()).status).toBe(200);
});

/** A connection of its own for each question. */
async function ask(withinMs = 1_000): Promise<string> {
  const sql = postgres(line.url, { max: 1, connect_timeout: 1, onnotice: () => undefined });
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve('silence'), withinMs).unref();
  });
  const answer = sql<{ one: number }[]>`select 1 as one`.then(
    ([row]) => `one ${row?.one}`,
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'error'),
  );
  const first = await Promise.race([answer, late]);
  await sql.end({ timeout: 0 });
  return first;
}

test('a line to the database goes silent, slow and down by plan, and passes again', async () => {
  const began = performance.now();
  await line.set({ kind: 'slow', ms: 100 });
  expect(await ask(5_000)).toBe('one 1');
  // At least the greeting and one question, there and back.
  expect(performance.now() - began).toBeGreaterThan(400);

  await line.set({ kind: 'blackhole' });
  expect(await ask(500)).toBe('silence');

  await line.set({ kind: 'down' });
  expect(await ask(5_000)).toBe('ECONNREFUSED');

  await line.play([{ line: { kind: 'down' }, forMs: 10 }]);
  expect(await ask(5_000)).toBe('one 1');
});
