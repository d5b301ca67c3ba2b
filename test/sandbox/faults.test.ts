import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultsState } from '../../src/sandbox/protocol.ts';
import { type OnTheWire, postForm } from '../support/faults/wire.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

const CARE = 'C0CARE';
const plain = (text: string) => ({ type: 'plain_text', text });

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' } });
  await call(workspace, 'conversations.join', { channel: CARE });
});
afterAll(() => workspace.close());
beforeEach(async () => {
  workspace.world.pacing.post = () => undefined;
  await order('/api/faults/clear', {});
});

async function order(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${workspace.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function faults(): Promise<FaultsState> {
  return (await (await fetch(`${workspace.url}/api/faults`)).json()) as FaultsState;
}

/** Posts a message as the app would; the text is how the message is found again. */
function post(text: string, channel = CARE): Promise<OnTheWire> {
  return postForm(`${workspace.url}/api/chat.postMessage`, { channel, text }, workspace.world.identity.botToken);
}

const isPosted = (text: string) => workspace.world.state.messages[CARE]?.some((message) => message.text === text);

describe('a fault on the wire', () => {
  it.each([
    [{ kind: 'rate_limited', retryAfter: 3 }, { status: 429, header: '3', body: /"ratelimited"/ }, false],
    [{ kind: 'rate_limited' }, { status: 429, body: /"ratelimited"/ }, false],
    [{ kind: 'http_error', status: 503 }, { status: 503, body: /^error$/ }, false],
    [{ kind: 'http_error', status: 500, afterWork: true }, { status: 500, body: /^error$/ }, true],
    [{ kind: 'html', status: 200 }, { status: 200, body: /^<!DOCTYPE html>/ }, false],
    [{ kind: 'reset' }, { broken: 'ECONNRESET', body: /^$/ }, false],
    [{ kind: 'lost_answer' }, { broken: 'ECONNRESET', body: /^$/ }, true],
    [{ kind: 'cut_body' }, { status: 200, broken: 'cut', body: /^\{"ok":true.+[^}]$/ }, true],
    [{ kind: 'hang', ms: 300 }, { broken: 'ECONNRESET', body: /^$/, atLeastMs: 290 }, false],
    [{ kind: 'slow', ms: 300 }, { status: 200, body: /^\{"ok":true.+\}$/, atLeastMs: 290 }, true],
    [{ kind: 'refuse', error: 'is_archived' }, { status: 200, body: /"error":"is_archived"/ }, false],
  ] as const)('%j looks like one, and does the work only where it should', async (fault, wire, isDone) => {
    const text = `met ${JSON.stringify(fault)}`;
    expect(await order('/api/faults', { method: 'chat.postMessage', fault })).toEqual({ ok: true });

    const met = await post(text);

    const expected = { header: undefined, status: undefined, broken: undefined, atLeastMs: 0, ...wire };
    expect([met.status, met.broken, met.headers['retry-after']]).toEqual([
      expected.status,
      expected.broken,
      expected.header,
    ]);
    expect(met.body).toMatch(expected.body);
    expect(met.ms).toBeGreaterThanOrEqual(expected.atLeastMs);
    expect(isPosted(text) ?? false).toBe(isDone);
    expect(JSON.parse((await post('and then it works')).body)).toMatchObject({ ok: true });
  });

  it('does not hold up the calls of others while it hangs', async () => {
    await order('/api/faults', { method: 'chat.postMessage', fault: { kind: 'hang', ms: 2000 } });

    const ended: string[] = [];
    const hanging = post('hangs').finally(() => ended.push('hanging'));
    await postForm(`${workspace.url}/api/auth.test`, {}, workspace.world.identity.botToken);
    ended.push('other');

    expect((await hanging).broken).toBe('ECONNRESET');
    expect(ended).toEqual(['other', 'hanging']);
  });
});

describe('a fault that waits', () => {
  it('is met as often as it says, and only where it is meant', async () => {
    const fault = { kind: 'http_error', status: 503 };
    await order('/api/faults', { method: 'chat.postMessage', channel: CARE, times: 2, fault });

    const elsewhere = await post('elsewhere', 'U0ANA');
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await post(`time ${time}`)).status);

    expect(elsewhere.status).toBe(200);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it('is shown, with what is left of it, until it is taken away', async () => {
    await order('/api/faults', { method: 'users.info', times: 'always', fault: { kind: 'reset' } });
    await order('/api/faults', { method: '*', times: 2, chance: 1, seed: 7, fault: { kind: 'html', status: 502 } });
    await post('meets the second');

    const [first, second] = (await faults()).faults;
    await order('/api/faults/clear', { id: first?.id });

    expect(first).toMatchObject({ method: 'users.info', times: 'always', fault: { kind: 'reset' } });
    expect(second).toMatchObject({ method: '*', times: 1, chance: 1, seed: 7 });
    expect((await faults()).faults).toEqual([second]);
  });

  it('that is none is refused, and so is one of unknown switches', async () => {
    expect(await order('/api/faults', { method: 'x', fault: { kind: 'banana' } })).toMatchObject({ ok: false });
    expect(await order('/api/faults', { method: 'x', chance: 2, fault: { kind: 'reset' } })).toMatchObject({
      ok: false,
    });
    expect(await order('/api/switches', { banana: true })).toMatchObject({ ok: false });
    expect((await faults()).faults).toEqual([]);
  });

  it('waits for response URLs and uploads too', async () => {
    await order('/api/faults', { method: 'upload', fault: { kind: 'http_error', status: 500 } });
    await order('/api/faults', { method: 'response_url', fault: { kind: 'http_error', status: 500 } });

    const upload = await fetch(`${workspace.url}/upload/v1/F0`, { method: 'POST', body: 'x' });
    const answer = await fetch(`${workspace.url}/commands/T0NORTHWIND/R0`, { method: 'POST', body: '{}' });

    expect([upload.status, answer.status]).toEqual([500, 500]);
  });
});

describe('a word that a person types', () => {
  it.each([
    ['fault:429', 429],
    ['fault:429-bare', 429],
    ['fault:500', 500],
    ['fault:500-after', 500],
    ['fault:503', 503],
    ['fault:html', 200],
    ['fault:reset', undefined],
    ['fault:lost', undefined],
    ['fault:cut', 200],
    ['fault:revoked', 200],
    ['fault:not_in_channel', 200],
    ['fault:archived', 200],
  ])('%s in a message is met by the next call that carries it, and by no other', async (word, status) => {
    await workspace.as('ana').say(`please ${word}, thanks`, { in: '#care' });

    const other = await post('without the word');
    const met = await post(`Ana says: please ${word}, thanks`);
    const again = await post(`Ana says: please ${word}, thanks`);

    expect(JSON.parse(other.body)).toMatchObject({ ok: true });
    expect(met.status).toBe(status);
    expect(met.body).not.toMatch(/"ok":true.+\}$/);
    expect(JSON.parse(again.body)).toMatchObject({ ok: true });
  });

  it('provokes it three times if it says so, and is not taken for a shorter one', async () => {
    await workspace.as('ana').say('fault:500x3 and fault:503', { in: '#care' });

    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await post('fault:500x3')).status);

    expect(statuses).toEqual([500, 500, 500, 200]);
    expect((await post('fault:503')).status).toBe(503);
  });

  it('works in a command and in a form', async () => {
    const ana = workspace.as('ana');
    const trigger = workspace.world.triggers.issue({ user: 'U0ANA', fromModal: false });
    const input = { type: 'input', block_id: 'why', label: plain('Why'), element: { type: 'plain_text_input' } };
    const view = { type: 'modal', title: plain('Form'), submit: plain('Send'), blocks: [input] };
    await call(workspace, 'views.open', { trigger_id: trigger, view });

    await ana.command('/escalate fault:503', { in: '#care' }).catch(() => undefined);
    await ana.fill('Why', 'because of fault:html');
    await ana.submit().catch(() => undefined);

    expect((await faults()).faults.map(({ word }) => word)).toEqual(['fault:503', 'fault:html']);
  });

  it('that nobody knows is told to the person, with those that exist', async () => {
    await workspace.as('leo').say('fault:banana', { in: '#care' });

    const { notice } = await workspace.as('leo').screen();

    expect(notice).toMatch(/^There is no fault:banana\. There are fault:429, .*fault:archived\.$/);
    expect((await faults()).faults).toEqual([]);
    expect((await faults()).words.map(({ word }) => word)).toContain('fault:lost');
  });
});

describe('a switch', () => {
  it('revokes the token until it is off again', async () => {
    await order('/api/switches', { tokenRevoked: true });
    const revoked = await call(workspace, 'auth.test', {});
    await order('/api/switches', { tokenRevoked: false });

    expect(revoked).toMatchObject({ ok: false, error: 'token_revoked' });
    expect(await call(workspace, 'auth.test', {})).toMatchObject({ ok: true });
    expect((await faults()).switches).toMatchObject({ tokenRevoked: false, freePlan: false });
  });
});

describe('a person', () => {
  it('can take the app out of a channel, which it cannot post to then', async () => {
    await workspace.as('maya').command('/remove @floorwalker', { in: '#care' });
    const removed = await call(workspace, 'chat.postMessage', { channel: CARE, text: 'x' });
    await workspace.as('maya').command('/invite @floorwalker', { in: '#care' });

    expect(removed).toMatchObject({ ok: false, error: 'not_in_channel' });
    expect(await call(workspace, 'chat.postMessage', { channel: CARE, text: 'x' })).toMatchObject({ ok: true });
  });
});
