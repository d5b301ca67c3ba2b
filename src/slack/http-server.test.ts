import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../core/log.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';

const lines: string[] = [];
let server: HttpServer;
let url: string;

beforeAll(async () => {
  const fail = () => Promise.reject(new Error('the key does not fit'));
  const log = createLog('error', { write: (line) => lines.push(line) });
  server = createHttpServer(log, { 'GET /slack/install': fail, 'POST /slack/events': fail });
  url = `http://127.0.0.1:${await server.start(0)}`;
});

afterAll(() => server.stop(async () => {}));

test('a person whose page fails reads a reference that is in the log, and nothing of the reason', async () => {
  const response = await fetch(`${url}/slack/install`);
  const text = await response.text();

  const [reference] = /FW-\w{5}/.exec(text) ?? [];
  expect(response.status).toBe(500);
  expect(reference).toBeDefined();
  expect(lines.join('')).toContain(`"reference":"${reference}"`);
  expect(text).not.toContain('key');
});

test('Slack, whose request fails, finds the line broken and sends it again', async () => {
  await expect(fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })).rejects.toThrow('fetch failed');
});
