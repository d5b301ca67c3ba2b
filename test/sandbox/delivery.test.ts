import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

interface Arrival {
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

let app: Server;
let port: number;
let workspace: Workspace;
let appUrl: string;
let arrivals: Arrival[] = [];
/** What the app answers; undefined: nothing at all. */
let answer: { status: number; headers?: Record<string, string> } | undefined;

beforeAll(async () => {
  app = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { event } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { event: { text?: string } };
      arrivals.push({ headers: incoming.headers, text: event.text ?? '' });
      if (answer) response.writeHead(answer.status, answer.headers ?? {}).end();
    });
  });
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
  port = (app.address() as AddressInfo).port;
  appUrl = `http://127.0.0.1:${port}/slack/events`;
  answer = { status: 200 };
  workspace = await startWorkspace({
    app: { url: () => appUrl },
    eventRetriesMs: [0, 60_000, 300_000],
  });
  await call(workspace, 'conversations.join', { channel: 'C0CARE' });
  await workspace.world.events.quiet();
});

afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await workspace.close();
});

beforeEach(() => {
  answer = { status: 200 };
  appUrl = `http://127.0.0.1:${port}/slack/events`;
  arrivals = [];
});

afterEach(async () => {
  Object.assign(workspace.world.switches, { duplicateEvents: false, shuffleEvents: false });
  workspace.world.timers.clear();
  await workspace.world.events.quiet();
});

const say = (text: string) => workspace.as('ana').say(text, { in: '#care' });
const retries = () => arrivals.map(({ headers }) => headers['x-slack-retry-num'] ?? '0');

/** The reason given with the repetition of an event, after the first delivery failed as `fail` has it. */
async function reasonAfter(fail: () => void): Promise<unknown> {
  fail();
  await say('anybody?');
  await workspace.world.events.quiet();
  answer = { status: 200 };
  appUrl = `http://127.0.0.1:${port}/slack/events`;
  arrivals = [];
  await workspace.forward({ minutes: 1 });
  return arrivals[0]?.headers['x-slack-retry-reason'];
}

describe('an event the app does not take', () => {
  it('comes again at once, after a minute, and five minutes later, by the sandbox’s clock', async () => {
    answer = { status: 500 };

    await say('anybody?');
    await workspace.world.events.quiet();
    const atOnce = retries();
    await workspace.forward({ minutes: 1 });
    const afterOne = retries();
    await workspace.forward({ minutes: 4 });
    const afterFive = retries();
    await workspace.forward({ minutes: 1 });
    const afterSix = retries();
    await workspace.forward({ days: 1 });

    expect([atOnce, afterOne, afterFive, afterSix]).toEqual([
      ['0', '1'],
      ['0', '1', '2'],
      ['0', '1', '2'],
      ['0', '1', '2', '3'],
    ]);
    expect(retries()).toHaveLength(4);
  });

  it('comes at its moments when the clock is moved past all of them at once', async () => {
    answer = { status: 500 };
    await say('anybody?');
    await workspace.world.events.quiet();

    const { moments = [] } = await move(3 * 3_600_000);

    expect(retries()).toEqual(['0', '1', '2', '3']);
    const [second = '', third = ''] = moments;
    expect(moments).toHaveLength(2);
    expect(Date.parse(third) - Date.parse(second)).toBeGreaterThanOrEqual(300_000);
  });

  it('comes no more once the app has taken it, or asked for none', async () => {
    answer = { status: 500 };
    await say('taken the second time');
    await workspace.world.events.quiet();
    answer = { status: 200 };
    await workspace.forward({ hours: 1 });
    answer = { status: 500, headers: { 'x-slack-no-retry': '1' } };
    await say('not again, please');
    await workspace.world.events.quiet();
    await workspace.forward({ hours: 1 });

    expect(retries()).toEqual(['0', '1', '2', '0']);
  });

  it('says why it comes again, in Slack’s words', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/slack/events`;
    const loop = { status: 302, headers: { location: '/slack/events' } };

    const reasons = [
      await reasonAfter(() => (answer = { status: 503 })),
      await reasonAfter(() => (answer = loop)),
      await reasonAfter(() => (appUrl = nobody)),
      await reasonAfter(() => (appUrl = `https://127.0.0.1:${port}/slack/events`)),
    ];

    expect(reasons).toEqual(['http_error', 'too_many_redirects', 'connection_failed', 'ssl_error']);
  });

  it('was not taken if the app thinks for longer than three seconds', async () => {
    expect(await reasonAfter(() => (answer = undefined))).toBe('http_timeout');
  });
});

describe('events that misbehave on demand', () => {
  it('come twice, each with the id it has', async () => {
    workspace.world.switches.duplicateEvents = true;

    await say('one');
    await say('two');
    await workspace.world.events.quiet();

    expect(arrivals.map(({ text }) => text).toSorted()).toEqual(['one', 'one', 'two', 'two']);
    expect(retries()).toEqual(['0', '0', '0', '0']);
  });

  it('come in another order than they happened in', async () => {
    workspace.world.switches.shuffleEvents = true;

    await say('one');
    await say('two');
    await workspace.world.events.quiet();

    expect(arrivals.map(({ text }) => text)).toEqual(['two', 'one']);
  });

  it('come all by themselves in the end', async () => {
    workspace.world.switches.shuffleEvents = true;

    await say('held for a moment');

    await expect.poll(() => arrivals.length).toBe(1);
  });
});

describe('a trigger', () => {
  afterEach(() => void vi.useRealTimers());

  it('opens nothing after three seconds', async () => {
    const { triggers } = workspace.world;
    const [early, late] = [1, 2].map(() => triggers.issue({ user: 'U0ANA', fromModal: false }));
    const open = (trigger_id: unknown) =>
      call(workspace, 'views.open', {
        trigger_id,
        view: { type: 'modal', title: { type: 'plain_text', text: 'Title' }, blocks: [{ type: 'divider' }] },
      });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_900 });

    const inTime = await open(early);
    vi.setSystemTime(Date.now() + 200);
    const tooLate = await open(late);

    expect([inTime.ok, tooLate['error']]).toEqual([true, 'expired_trigger_id']);
  });
});

it('answers nobody who calls it by a foreign name', async () => {
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      const { hostname, port: at } = new URL(workspace.url);
      request({ hostname, port: at, path: '/api/state?as=U0ANA', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  const own = await statusFor(new URL(workspace.url).host);

  expect([own, await statusFor('rebound.example'), await statusFor('rebound.example:3000')]).toEqual([200, 403, 403]);
});

async function move(byMs: number): Promise<{ moments?: string[] }> {
  const response = await fetch(`${workspace.url}/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ byMs }),
  });
  return (await response.json()) as { moments?: string[] };
}
