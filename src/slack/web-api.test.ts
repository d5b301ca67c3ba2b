import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../../test/support/worker.ts';
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

describe('who the bot is', () => {
  const HALF_A_MINUTE = 31_000;

  afterEach(() => vi.restoreAllMocks());

  function later(ms: number) {
    const now = performance.now() + ms;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  }

  /** Answers the first time, then as told. */
  function botOnce(then: BotFor) {
    const botFor = vi.fn<BotFor>(then);
    botFor.mockImplementationOnce(botOf);
    return botFor;
  }

  test.each<[string, BotFor]>([
    ['refuses', () => Promise.reject(new Error('the database is away'))],
    ['is silent', () => new Promise(() => {})],
  ])('is what was known while the database %s, and nobody waits', async (_how, then) => {
    const botFor = botOnce(then);
    const slack = api(botFor);
    const first = await slack.botFor('T1');
    const soon = await slack.botFor('T1');
    later(HALF_A_MINUTE);

    const old = await Promise.all([slack.botFor('T1'), slack.botFor('T1')]);

    expect([soon, ...old]).toEqual([first, first, first]);
    expect(botFor).toHaveBeenCalledTimes(2);
  });

  test('is learned anew behind a request', async () => {
    const slack = api(botOnce(async () => ({ botId: 'B2', botUserId: 'U2', token: 'new' })));
    await slack.botFor('T1');
    later(HALF_A_MINUTE);

    await slack.botFor('T1');

    await eventually(async () => expect(await slack.botFor('T1')).toMatchObject({ token: 'new' }));
  });

  test('is waited for where the app was not installed before', async () => {
    const botFor = vi.fn<BotFor>(botOf);
    botFor.mockResolvedValueOnce(undefined);
    const slack = api(botFor);
    const before = await slack.botFor('T1');
    later(HALF_A_MINUTE);

    expect([before, (await slack.botFor('T1'))?.botId]).toEqual([undefined, 'B1']);
  });
});
