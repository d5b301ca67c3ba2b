import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../core/log.ts';
import { createSlackApi, type BotFor } from './web-api.ts';

const seen: { authorization: string | undefined }[] = [];
let status = 200;
let retryAfter: string | undefined;

const server = createServer((request, response) => {
  seen.push({ authorization: request.headers.authorization });
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfter && { 'retry-after': retryAfter }) });
  response.end(JSON.stringify({ ok: true }));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  seen.length = 0;
  status = 200;
  retryAfter = undefined;
});

function api(botFor: BotFor) {
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return createSlackApi({ botFor, slackApiUrl, log: createLog('silent') });
}

const botOf: BotFor = async (workspaceId) => ({ botId: 'B1', botUserId: 'U1', token: `xoxb-${workspaceId}` });

test('each workspace is spoken to with its own token', async () => {
  const slack = api(botOf);

  for (const workspace of ['T1', 'T2', 'T1']) await (await slack.client(workspace)).auth.test();

  expect(seen.map(({ authorization }) => authorization)).toEqual([
    'Bearer xoxb-T1',
    'Bearer xoxb-T2',
    'Bearer xoxb-T1',
  ]);
  expect(await slack.client('T1')).toBe(await slack.client('T1'));
});

test('a call is made once, whatever Slack answers', async () => {
  const client = await api(botOf).client('T1');

  status = 500;
  await expect(client.auth.test()).rejects.toThrow('500');
  status = 429;
  retryAfter = '30';
  await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 30 });

  expect(seen).toHaveLength(2);
});

test('where the app is not installed there is no client', async () => {
  await expect(api(() => Promise.resolve(undefined)).client('T1')).rejects.toThrow('not installed');
});

test('who the bot is, is asked once in a while, and its last known answer serves while nobody can be asked', async () => {
  let asked = 0;
  const slack = api(async (workspaceId) => {
    asked += 1;
    if (asked > 1) throw new Error('the database is away');
    return botOf(workspaceId);
  });

  const first = await slack.botFor('T1');
  const second = await slack.botFor('T1');
  const askedSoon = asked;
  const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
  const third = await slack.botFor('T1');
  later.mockRestore();

  expect([askedSoon, asked]).toEqual([1, 2]);
  expect([second, third]).toEqual([first, first]);
});
