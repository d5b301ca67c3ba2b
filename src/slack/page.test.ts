import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../core/log.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';
import type { Page, PageRequest } from './page.ts';

const logged: string[] = [];
const asked: PageRequest[] = [];
let server: HttpServer;
let url: string;

const page: Page = {
  under: '/feeds/',
  answer: async (request) => {
    asked.push(request);
    if (request.rest === 'broken') throw new Error('no database');
    if (request.ifNoneMatch === '"1"') return { status: 304, headers: { etag: '"1"' } };
    return { status: 200, headers: { etag: '"1"', 'content-type': 'text/plain; charset=utf-8' }, body: 'Grüße' };
  },
};

beforeAll(async () => {
  const log = createLog('trace', { write: (line) => logged.push(line) });
  server = createHttpServer(log, {}, [page]);
  url = `http://127.0.0.1:${await server.start(0)}`;
});
afterAll(() => server.stop(async () => {}));

test('a page is read by GET, by what follows in the path', async () => {
  const response = await fetch(`${url}/feeds/secret.ics?from=phone`);

  expect([response.status, await response.text()]).toEqual([200, 'Grüße']);
  expect(response.headers.get('content-length')).toBe('7');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(asked.at(-1)).toEqual({ rest: 'secret.ics', ifNoneMatch: undefined });
});

test('HEAD tells the same without the body', async () => {
  const response = await fetch(`${url}/feeds/secret.ics`, { method: 'HEAD' });

  expect([response.status, await response.text()]).toEqual([200, '']);
  expect([response.headers.get('content-length'), response.headers.get('etag')]).toEqual(['7', '"1"']);
});

test('what the reader has already is not sent again', async () => {
  const response = await fetch(`${url}/feeds/secret.ics`, { headers: { 'if-none-match': '"1"' } });

  expect([response.status, await response.text()]).toEqual([304, '']);
});

test.each([
  ['POST', '/feeds/secret.ics'],
  ['GET', '/feed/secret.ics'],
])('%s %s is nobody’s', async (method, path) => {
  const response = await fetch(url + path, { method });

  expect(response.status).toBe(404);
});

test('an address is in no line of the log, not even of a failure', async () => {
  const response = await fetch(`${url}/feeds/broken`);

  expect(response.status).toBe(500);
  expect(logged.join('')).toContain('no database');
  expect(logged.join('')).not.toMatch(/secret|\/feeds/);
});
