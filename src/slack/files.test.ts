import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSlackFile } from './files.ts';

const MOST = 100;
/** What files.info says of the file, and what is answered where it is. */
let told: Record<string, unknown>;
let kept: { readonly status?: number; readonly type?: string; readonly content: string; readonly location?: string };
let tokens: (string | undefined)[];

const server = createServer((request, response) => {
  request.resume();
  if (request.url?.startsWith('/api/')) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, file: { id: 'F1', size: kept.content.length, ...told } }));
    return;
  }
  tokens.push(request.headers.authorization);
  const { status = 200, type = 'text/calendar', content, location } = kept;
  response.writeHead(status, { 'content-type': type, ...(location && { location }) });
  response.end(content);
});
let home = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  told = { url_private_download: `${home}/files/F1/days.ics` };
  kept = { content: 'BEGIN:VCALENDAR' };
  tokens = [];
});

async function read(): Promise<string | undefined> {
  const client = new WebClient('xoxb-1', { slackApiUrl: `${home}/api/`, retryConfig: { retries: 0 } });
  const content = await readSlackFile(client, 'F1', MOST);
  return content && Buffer.from(content).toString();
}

test('a file is read with the app’s token', async () => {
  expect(await read()).toBe('BEGIN:VCALENDAR');
  expect(tokens).toEqual(['Bearer xoxb-1']);
});

test.each([
  ['another address', { url_private_download: 'http://127.0.0.1:9/files/F1/days.ics' }],
  ['an address that only looks like Slack’s', { url_private_download: 'https://files.slack.com.example.com/F1' }],
  ['somewhere else', { is_external: true }],
  ['no address', { url_private_download: undefined }],
])('the token does not go to a file that is at %s', async (_where, changes) => {
  told = { ...told, ...changes };

  expect(await read()).toBeUndefined();
  expect(tokens).toEqual([]);
});

test('a file that is too large is not read, whatever its size is said to be', async () => {
  kept = { content: 'x'.repeat(MOST + 1) };
  expect(await read()).toBeUndefined();
  expect(tokens).toEqual([]);

  told = { ...told, size: 1 };
  expect(await read()).toBeUndefined();
});

test('what Slack answers in its place is no file', async () => {
  kept = { content: '<html>Log in</html>', type: 'text/html; charset=utf-8' };
  await expect(read()).rejects.toThrow('a page');

  kept = { content: '', status: 302, location: 'http://127.0.0.1:9/' };
  await expect(read()).rejects.toThrow('fetch failed');

  kept = { content: '', status: 503 };
  await expect(read()).rejects.toThrow('503');
});
