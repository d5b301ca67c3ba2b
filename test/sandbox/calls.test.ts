import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import type { CallRecord } from '../../src/sandbox/protocol.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

let workspace: Workspace;
let app: Server;
/** What the app answers; undefined: nothing at all. */
let answer: { status: number; body?: string } | undefined;

beforeAll(async () => {
  const port = await freePort();
  app = createServer((request, response) => {
    request.resume().on('end', () => {
      if (answer) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
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
  workspace.world.pacing.post = () => undefined;
  workspace.world.faults.clear();
  workspace.world.calls.clear();
});

async function calls(after?: number): Promise<CallRecord[]> {
  const query = after === undefined ? '' : `?after=${after}`;
  return (await (await fetch(`${workspace.url}/api/calls${query}`)).json()) as CallRecord[];
}

async function lastCall(): Promise<CallRecord | undefined> {
  return (await calls()).at(-1);
}

const blocks = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];

describe('what the app sent', () => {
  it('is written down with its arguments read, its answer and its time', async () => {
    await call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'hello', blocks: blocks('*hello*') });

    expect(await lastCall()).toMatchObject({
      direction: 'from_app',
      what: 'chat.postMessage',
      payload: { channel: 'C0CARE', text: 'hello', blocks: blocks('*hello*') },
      answer: { ok: true, channel: 'C0CARE', message: { text: 'hello' } },
      status: 200,
      outcome: 'ok',
      reasons: [],
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      tookMs: expect.any(Number),
    });
  });

  it('says why it was refused', async () => {
    await call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'x', blocks: blocks('x'.repeat(3001)) });

    const record = await lastCall();

    expect(record).toMatchObject({ outcome: 'refused', error: 'invalid_blocks', status: 200 });
    expect(record?.reasons.join()).toMatch(/\[ERROR\] .*\[json-pointer:\/blocks\/0\/text/);
    expect(workspace.world.refusals).toMatchObject([{ what: 'chat.postMessage', error: 'invalid_blocks' }]);
  });

  it('is written down and answered even where the stand-in itself fails', async () => {
    const pace = vi.spyOn(workspace.world.pacing, 'call').mockImplementationOnce(() => {
      throw new Error('a mistake of ours');
    });
    const said = await call(workspace, 'auth.test', {});
    pace.mockRestore();

    expect(said).toMatchObject({ ok: false, error: 'internal_error' });
    expect(await lastCall()).toMatchObject({
      what: 'auth.test',
      outcome: 'refused',
      error: 'internal_error',
      reasons: ['[ERROR] the sandbox itself failed: Error: a mistake of ours'],
    });
  });

  it('says which fault it met', async () => {
    workspace.world.faults.add({ method: 'auth.test', fault: { kind: 'rate_limited', retryAfter: 7 } });
    await call(workspace, 'auth.test', {});

    expect(await lastCall()).toMatchObject({
      what: 'auth.test',
      outcome: 'fault',
      error: 'rate_limited',
      status: 429,
      reasons: ['{"kind":"rate_limited","retryAfter":7}'],
    });
    expect(workspace.world.refusals).toEqual([]);
  });

  it('through a response_url is there as well', async () => {
    await workspace.as('ana').command('/case', { in: '#random' });
    const url = String(workspace.requests.at(-1)?.payload['response_url']);

    await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hi' }) });
    await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x', blocks: [{ type: 'section' }] }) });

    const [first, second] = (await calls()).slice(-2);
    expect(first).toMatchObject({ what: 'response_url', payload: { text: 'hi' }, outcome: 'ok' });
    expect(second).toMatchObject({ what: 'response_url', outcome: 'refused', error: 'invalid_blocks', status: 400 });
  });

  it('as an answer to a command is there when it was refused', async () => {
    answer = { status: 200, body: JSON.stringify({ blocks: [{ type: 'section' }] }) };
    await workspace.as('ana').command('/case', { in: '#random' });

    expect(await lastCall()).toMatchObject({
      direction: 'from_app',
      what: 'answer to /case',
      payload: { blocks: [{ type: 'section' }] },
      outcome: 'refused',
      error: 'invalid_blocks',
    });
  });
});

describe('what was sent to the app', () => {
  it('is written down with who did it and what the app answered', async () => {
    answer = { status: 200, body: '{"text":"Here you are"}' };
    await workspace.as('ana').command('/case 7', { in: '#random' });

    expect((await calls()).find(({ direction }) => direction === 'to_app')).toMatchObject({
      what: '/case',
      person: 'U0ANA',
      payload: { command: '/case', text: '7', channel_id: 'C0RANDOM' },
      answer: { text: 'Here you are' },
      status: 200,
      outcome: 'ok',
    });
  });

  it('is there too when the app does not answer, with how long was waited', async () => {
    answer = undefined;
    await workspace
      .as('ana')
      .command('/case', { in: '#random' })
      .catch(() => undefined);

    const record = await lastCall();

    expect(record).toMatchObject({ what: '/case', outcome: 'no_answer', error: 'http_timeout' });
    expect(record?.tookMs).toBeGreaterThanOrEqual(2900);
  });

  it('says which try of an event it was', async () => {
    answer = { status: 500 };
    await workspace.as('ana').say('anybody?', { in: '#care' });

    await expect.poll(async () => (await calls()).length).toBe(4);

    const [first, second] = await calls();
    expect(first).toMatchObject({ what: 'event message', person: 'U0ANA', outcome: 'refused', status: 500 });
    expect(second?.reasons).toEqual(['delivered again (1): http_error']);
    expect(workspace.world.refusals).toEqual([]);
  });

  it('is named by what was pressed or sent', async () => {
    const input = {
      type: 'input',
      dispatch_action: true,
      block_id: 'why',
      label: { type: 'plain_text', text: 'Why' },
      element: { type: 'plain_text_input', action_id: 'why' },
    };
    const title = { type: 'plain_text', text: 'Form' };
    const trigger = workspace.world.triggers.issue({ user: 'U0ANA', fromModal: false });
    const view = { type: 'modal', callback_id: 'form', title, submit: title, blocks: [input] };
    await call(workspace, 'views.open', { trigger_id: trigger, view });
    const ana = workspace.as('ana');
    await ana.fill('Why', 'so');
    await ana.submit();
    await ana.shortcut('Escalate');

    const names = (await calls()).filter(({ direction }) => direction === 'to_app').map(({ what }) => what);

    expect(names).toContain('view_submission form');
    expect(names).toContain('shortcut escalate');
  });
});

describe('the log', () => {
  it('is read on from where one has read to', async () => {
    for (let time = 0; time < 3; time += 1) await call(workspace, 'api.test', { time });
    const [first, second, third] = await calls();

    expect(await calls(second?.id)).toEqual([third]);
    expect((second?.id ?? 0) - (first?.id ?? 0)).toBe(1);
    expect(await calls(third?.id)).toEqual([]);
  });

  it('keeps the last two hundred, and what was refused for longer', async () => {
    await call(workspace, 'chat.postMessage', { channel: 'C0NOWHERE', text: 'x' });
    for (let time = 0; time < 205; time += 1)
      workspace.world.calls.add({
        direction: 'from_app',
        at: '',
        tookMs: 0,
        what: 'api.test',
        payload: {},
        answer: {},
        outcome: 'ok',
      });

    expect(await calls()).toHaveLength(200);
    expect(workspace.world.refusals).toMatchObject([{ error: 'channel_not_found' }]);
  });

  it('cuts what is very long', async () => {
    const huge = 'x'.repeat(300_000);
    workspace.world.calls.add({
      direction: 'from_app',
      at: '',
      tookMs: 0,
      what: 'views.open',
      payload: { view: huge },
      answer: huge,
      outcome: 'ok',
    });

    const record = await lastCall();

    expect(String(record?.payload)).toMatch(/^\{"view":"x{60000}.* … \(300011 characters\)$/);
    expect(JSON.stringify(record).length).toBeLessThan(130_000);
  });

  it('holds no token and no secret, whatever is said', async () => {
    const { identity } = workspace.world;
    const canaries = {
      botToken: identity.botToken,
      appToken: identity.appToken,
      signingSecret: identity.signingSecret,
      verificationToken: identity.verificationToken,
      other: 'xoxb-99999-canary-of-another-workspace',
      rotated: 'xoxe.xoxb-1-canary',
      client: 'client-secret-canary',
    };
    await call(workspace, 'chat.postMessage', {
      channel: 'C0CARE',
      text: Object.values(canaries).slice(0, 6).join(' '),
    });
    await call(workspace, 'auth.test', { token: canaries.other }, '');
    await call(workspace, 'oauth.v2.access', { client_secret: canaries.client, code: 'code-canary' }, '');
    await call(workspace, 'apps.connections.open', {}, identity.appToken);
    await workspace.as('ana').command(`/case ${canaries.other}`, { in: '#random' });
    const request = workspace.requests.at(-1)?.payload ?? {};
    const refused = await call(workspace, 'views.open', { trigger_id: request['trigger_id'], view: {} });

    const text = JSON.stringify(await calls()) + JSON.stringify(workspace.world.refusals);

    for (const canary of [...Object.values(canaries), 'code-canary']) expect(text).not.toContain(canary);
    expect(text).not.toContain(request['trigger_id']);
    expect(text).not.toContain(request['response_url']);
    expect(refused.ok).toBe(false);
  });
});
