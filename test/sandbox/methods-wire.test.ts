import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './methods/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.fresh());

afterAll(() => bench.workspace.close());

const FORM = 'application/x-www-form-urlencoded';
const JSON_UTF8 = 'application/json; charset=utf-8';

interface Sent {
  readonly type?: string;
  readonly body?: string | FormData;
  readonly token?: string;
  readonly verb?: 'GET' | 'POST';
}

function send(method: string, { type, body = '', token, verb = 'POST' }: Sent): Promise<Response> {
  const { url, world } = bench.workspace;
  // Bytes, so that no content type is made up on the way.
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return fetch(`${url}/api/${method}`, {
    method: verb,
    headers: { authorization: `Bearer ${token ?? world.identity.botToken}`, ...(type ? { 'content-type': type } : {}) },
    ...(verb === 'POST' && body !== '' ? { body: bytes } : {}),
  });
}

const answerOf = async (response: Promise<Response>) => (await (await response).json()) as Record<string, unknown>;

describe('arguments', () => {
  const form = 'channel=C0CARE&text=hello';
  const json = JSON.stringify({ channel: 'C0CARE', text: 'hello', metadata: { event_type: 'x', event_payload: {} } });

  it.each<[string, Sent]>([
    ['a form', { type: FORM, body: form }],
    ['JSON', { type: JSON_UTF8, body: json }],
    ['plain text that is a form', { type: 'text/plain; charset=utf-8', body: form }],
  ])('come as %s', async (_name, sent) => {
    expect(await answerOf(send('chat.postMessage', sent))).toMatchObject({ ok: true, message: { text: 'hello' } });
  });

  it('come as a multipart form', async () => {
    const body = new FormData();
    body.set('channel', 'C0CARE');
    body.set('text', 'hello');

    expect(await answerOf(send('chat.postMessage', { body }))).toMatchObject({ ok: true });
  });

  it('come in the address', async () => {
    expect(await answerOf(send('users.info?user=U0ANA', { verb: 'GET' }))).toMatchObject({ ok: true });
  });

  it.each<[string, string, Sent]>([
    ['missing_post_type', 'chat.postMessage', { body: form }],
    ['invalid_post_type', 'chat.postMessage', { type: 'application/xml', body: '<a/>' }],
    ['invalid_charset', 'chat.postMessage', { type: `${FORM}; charset=utf-16`, body: form }],
    ['invalid_json', 'chat.postMessage', { type: JSON_UTF8, body: '{"channel":' }],
    ['json_not_object', 'chat.postMessage', { type: JSON_UTF8, body: '["C0CARE"]' }],
    ['invalid_form_data', 'chat.postMessage', { type: 'multipart/form-data; boundary=x', body: 'nothing' }],
    ['invalid_array_arg', 'chat.postMessage', { type: FORM, body: 'channel%5B0%5D=C0CARE' }],
    ['invalid_arg_name', 'chat.postMessage', { type: FORM, body: 'chan%20nel=C0CARE' }],
    ['invalid_arguments', 'users.info', { type: JSON_UTF8, body: '{"user":"U0ANA"}' }],
    ['not_authed', 'chat.postMessage', { type: JSON_UTF8, body: '{"token":"xoxb-in-json"}', token: '' }],
    ['unknown_method', 'chat.shout', {}],
  ])('are refused with %s: %s', async (error, method, sent) => {
    const { token } = sent;

    const answer = await answerOf(token === '' ? sendWithoutToken(method, sent) : send(method, sent));

    expect(answer).toMatchObject({ ok: false, error });
  });

  function sendWithoutToken(method: string, { type = FORM, body = '' }: Sent): Promise<Response> {
    return fetch(`${bench.workspace.url}/api/${method}`, { method: 'POST', headers: { 'content-type': type }, body });
  }
});

describe('warnings', () => {
  it.each<[string, string, string, string]>([
    ['missing_charset', 'api.test', 'application/json', '{}'],
    ['superfluous_charset', 'api.test', `${FORM}; charset=utf-8`, 'a=b'],
    ['already_in_channel', 'conversations.join', FORM, 'channel=C0CARE'],
    ['message_truncated', 'chat.postMessage', FORM, `channel=C0CARE&text=${'x'.repeat(40_001)}`],
    ['missing_text_in_message', 'chat.postMessage', FORM, 'channel=C0CARE&blocks=[{"type":"divider"}]'],
  ])('%s comes with %s', async (warning, method, type, body) => {
    const answer = await answerOf(send(method, { type, body }));

    expect(answer).toMatchObject({ ok: true, warning, response_metadata: { warnings: [warning] } });
  });

  it('come together', async () => {
    const answer = await answerOf(
      send('conversations.join', { type: 'application/json', body: '{"channel":"C0CARE"}' }),
    );

    expect(answer['warning']).toBe('already_in_channel,missing_charset');
  });
});

describe('headers', () => {
  it('say which scopes are granted and which the method takes', async () => {
    const { headers } = await send('pins.list', { type: FORM, body: 'channel=C0CARE' });

    expect(headers.get('x-oauth-scopes')?.split(',')).toContain('bookmarks:read');
    expect(headers.get('x-accepted-oauth-scopes')).toBe('pins:read');
  });

  it('say so as well when the scope is missing', async () => {
    const granted = bench.workspace.world.manifest.scopes as Set<string>;
    granted.delete('pins:read');

    const response = await send('pins.list', { type: FORM, body: 'channel=C0CARE' });

    granted.add('pins:read');
    expect(response.headers.get('x-accepted-oauth-scopes')).toBe('pins:read');
    expect(await response.json()).toMatchObject({ error: 'missing_scope', needed: 'pins:read' });
  });
});

describe('lists', () => {
  it('come in pages that hold everything once', async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const answer = await bench.call('conversations.members', { channel: 'C0CARE', limit: 2, cursor });
      seen.push(...(answer['members'] as unknown[]));
      cursor = (answer['response_metadata'] as { next_cursor: string }).next_cursor;
    } while (cursor);

    expect(seen).toEqual(bench.state.channels['C0CARE']?.members);
  });
});
