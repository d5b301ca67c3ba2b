import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { addPerson, changePerson } from '../../src/sandbox/operations/people.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (title = 'Title') => ({
  type: 'modal',
  title: plain(title),
  notify_on_close: true,
  blocks: [{ type: 'divider' }],
});

interface Arrival {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let workspace: Workspace;
let app: Server;
let arrivals: Arrival[] = [];
/** What the app answers; undefined: nothing at all. */
let answer: { status: number; headers?: Record<string, string>; body?: string } | undefined = { status: 200 };

beforeAll(async () => {
  const port = await freePort();
  app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrivals.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      if (answer) response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => void app.listen(port, '127.0.0.1', resolve));
  workspace = await startWorkspace({ app: { url: () => `http://127.0.0.1:${port}/slack/events` } });
  await call(workspace, 'conversations.join', { channel: 'C0CARE' });
});

afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await workspace.close();
});

beforeEach(() => {
  answer = { status: 200 };
  arrivals = [];
  workspace.requests.length = 0;
});

const trigger = (fromModal = false) => workspace.world.triggers.issue({ user: 'U0ANA', fromModal });

describe('a trigger', () => {
  it('opens one view and no second', async () => {
    const id = trigger();

    expect(await call(workspace, 'views.open', { trigger_id: id, view: modal() })).toMatchObject({ ok: true });
    expect(await call(workspace, 'views.open', { trigger_id: id, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(await call(workspace, 'views.open', { trigger_id: 'made.up', view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('is not used up by a view that is refused', async () => {
    const id = trigger();

    await call(workspace, 'views.open', { trigger_id: id, view: { ...modal(), title: plain('x'.repeat(25)) } });

    expect(await call(workspace, 'views.open', { trigger_id: id, view: modal() })).toMatchObject({ ok: true });
  });
});

describe('modals', () => {
  it('stack three high and no higher', async () => {
    await call(workspace, 'views.open', { trigger_id: trigger(), view: modal('One') });
    const second = await call(workspace, 'views.push', { trigger_id: trigger(true), view: modal('Two') });
    const third = await call(workspace, 'views.push', { trigger_id: trigger(true), view: modal('Three') });
    const fourth = await call(workspace, 'views.push', { trigger_id: trigger(true), view: modal('Four') });

    expect([second.ok, third.ok]).toEqual([true, true]);
    expect(fourth).toMatchObject({ ok: false, error: 'push_limit_reached' });
  });

  it('are not updated by somebody who knows an old hash', async () => {
    const opened = await call(workspace, 'views.open', { trigger_id: trigger(), view: modal() });
    const { id, hash } = opened['view'] as { id: string; hash: string };

    const first = await call(workspace, 'views.update', { view_id: id, hash, view: modal('New') });
    const late = await call(workspace, 'views.update', { view_id: id, hash, view: modal('Late') });

    expect(first).toMatchObject({ ok: true });
    expect(late).toMatchObject({ error: 'hash_conflict' });
  });

  it('are gone for the app when the person has closed them, and it hears of it', async () => {
    const ana = workspace.as('ana');
    const opened = await call(workspace, 'views.open', { trigger_id: trigger(), view: modal() });

    await ana.close();

    const { id } = opened['view'] as { id: string };
    expect(await call(workspace, 'views.update', { view_id: id, view: modal() })).toMatchObject({ error: 'not_found' });
    expect(workspace.requests.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});

describe('a channel', () => {
  it('takes one message a second, and says how long to wait', async () => {
    const post = (channel: string) => call(workspace, 'chat.postMessage', { channel, text: 'x' });

    const answers = [await post('U0ANA'), await post('U0ANA'), await post('U0LEO')];

    expect(answers).toMatchObject([
      { ok: true },
      { ok: false, status: 429, error: 'ratelimited', retryAfter: '1' },
      { ok: true },
    ]);
  });
});

describe('a response_url', () => {
  async function fresh(): Promise<string> {
    await workspace.as('ana').command('/case', { in: '#random' });
    return String(workspace.requests.at(-1)?.payload['response_url']);
  }
  const use = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });

  it('works five times', async () => {
    const url = await fresh();

    const statuses: number[] = [];
    for (let use_ = 0; use_ < 6; use_ += 1) statuses.push((await use(url, { text: 'hi' })).status);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it('works for thirty minutes of the sandbox’s clock', async () => {
    const url = await fresh();

    await workspace.forward({ minutes: 31 });

    expect(await (await use(url, { text: 'hi' })).json()).toMatchObject({ error: 'expired_url' });
  });

  it('refuses what a message may not be', async () => {
    const url = await fresh();

    const response = await use(url, { text: 'x', blocks: [{ type: 'section' }] });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_blocks' });
  });
});

describe('an event', () => {
  it('is signed, and repeated three times with a count and a reason until it is taken', async () => {
    answer = { status: 500 };

    await workspace.as('ana').say('anybody?', { in: '#care' });

    await expect.poll(() => arrivals.length).toBe(4);
    expect(arrivals.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(arrivals[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(arrivals.map(({ body }) => body)).size).toBe(1);
    expect(arrivals[0]?.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
  });

  it('is not repeated when the app asks for that', async () => {
    answer = { status: 500, headers: { 'x-slack-no-retry': '1' } };

    await workspace.as('ana').say('once', { in: '#care' });
    await workspace.as('leo').say('and another', { in: '#care' });

    await expect.poll(() => arrivals.length).toBe(2);
  });

  it('is sent only for what the manifest subscribes to', async () => {
    await workspace.as('ana').react('tada', { on: 'Parcels from the Hamburg hub', in: '#care' });
    changePerson(workspace.world, 'U0COLE', { timeZone: 'America/Denver' });

    await expect.poll(() => arrivals.length).toBe(1);
    expect(JSON.parse(arrivals[0]?.body ?? '')).toMatchObject({
      event: { type: 'user_change', user: { id: 'U0COLE', tz: 'America/Denver' } },
    });
  });
});

it('hears of new people', async () => {
  const [someone] = Object.values(workspace.world.state.people);

  addPerson(workspace.world, { ...someone!, id: 'U0NEW', name: 'nils' });

  await expect.poll(() => workspace.requests.length).toBe(1);
  expect(workspace.requests[0]?.payload).toMatchObject({
    event: { type: 'team_join', user: { id: 'U0NEW', name: 'nils' } },
  });
});

describe('an app that does not answer', () => {
  it('has the person told so after three seconds', async () => {
    answer = undefined;

    await expect(workspace.as('ana').command('/escalate', { in: '#care' })).rejects.toThrow('http_timeout');

    expect((await workspace.as('ana').screen()).notice).toBe('/escalate failed because the app did not respond');
  });
});

describe('a provoked fault', () => {
  it('does the work and loses the answer', async () => {
    workspace.world.faults.add({ method: 'chat.postMessage', fault: { kind: 'lost_answer' } });

    await expect(
      call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'posted all the same' }),
    ).rejects.toThrow('fetch failed');

    expect(await workspace.as('ana').sees('posted all the same', { in: '#care' })).toBeTruthy();
  });
});

describe('an edit', () => {
  it('keeps the blocks unless told otherwise, and its mentions ping nobody', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'first' } }];
    const { ts } = await call(workspace, 'chat.postMessage', { channel: 'U0MAYA', text: 'x', blocks });
    const channel = Object.values(workspace.world.state.channels).find(
      ({ kind, members }) => kind === 'dm' && members.includes('U0MAYA'),
    )?.id;
    const maya = workspace.as('maya');
    const before = (await maya.screen()).channels.find(({ id }) => id === channel)?.mentions;

    await call(workspace, 'chat.update', { channel, ts, text: 'now <@U0MAYA>' });

    expect(await maya.canSee('first')).toBe(true);
    expect((await maya.screen()).channels.find(({ id }) => id === channel)?.mentions).toBe(before);
  });
});

it('lets nobody in from another name or page', async () => {
  const { url } = workspace;

  const foreignPage = await fetch(`${url}/api/state?as=U0ANA`, { headers: { origin: 'https://evil.example' } });
  const form = await fetch(`${url}/api/act`, { method: 'POST', body: '{}' });

  expect([foreignPage.status, form.status]).toEqual([403, 415]);
});
